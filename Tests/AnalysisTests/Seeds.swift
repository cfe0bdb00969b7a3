import Foundation

/// The real documents kept outside of the repository: `SOU_SHARED/seeds`, or `../shared/seeds` beside the checkout.
enum Seeds {
    private static let folder: URL = {
        if let shared = ProcessInfo.processInfo.environment["SOU_SHARED"] {
            return URL(fileURLWithPath: shared).appendingPathComponent("seeds")
        }
        let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return checkout.deletingLastPathComponent().appendingPathComponent("shared/seeds")
    }()

    private static var isContinuousIntegration: Bool { ProcessInfo.processInfo.environment["CI"] == "true" }

    /// True when tests of them are to run: there are some, or they must be there.
    static var areAtHand: Bool { isContinuousIntegration || FileManager.default.fileExists(atPath: folder.path) }

    /// Every document, by name.
    ///
    /// Throws: what Foundation says when they cannot be read.
    static func read() throws -> [(name: String, text: String)] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            (name, try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
        }
    }
}
