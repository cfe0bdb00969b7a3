import Foundation

/// The program `sou` that was built with the tests.
enum BuiltProgram {
    /// Beside the test bundle; nil when only the bundle was built.
    static let url: URL? = {
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let program = folder.appendingPathComponent("sou")
        return FileManager.default.isExecutableFile(atPath: program.path) ? program : nil
    }()
}
