import Foundation
import SystemPackage

/// The small programs in other languages that drive the peers, each with `version`, `build`, `update` and `query`.
enum PeerPrograms {
    /// The path of one; the sources are beside this file.
    static func path(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Programs/\(name)").path
    }

    /// The first line that a program prints; nil when it does not run.
    static func firstLine(_ arguments: [String], in place: PeerPlace) -> String? {
        let output = place.folder.appending("version")
        // Not being there, or not running, is the answer.
        guard (try? ProgramRun(arguments, output: output)) != nil,
            let text = try? String(contentsOfFile: output.string, encoding: .utf8)
        else { return nil }
        return text.split(separator: "\n").first.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
