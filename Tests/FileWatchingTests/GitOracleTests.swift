import FileWatching
import Foundation
import SystemPackage
import TestSupport
import Testing

/// Compares our reading of patterns with git's own, over random patterns and trees.
struct GitOracleTests {
    private static let git = "/usr/bin/git"
    private static let isInstalled = FileManager.default.isExecutableFile(atPath: git)

    private let pieces = [
        "a", "b", "c", "ab", "文", "*", "*", "**", "**/", "/**", "/", "/", "?", "[a-b]", "[!a]", "[^b-c]", "[]a]", "[a",
        "[[:alpha:]]", "[[:punct:]-b]", "[[:x:]]", "[[:a]", "[\\a-b]", "[b-\\c]", "[a-]", "\\a", "\\*", "\\", "\\/",
        "!",
        "#", " ", ".", ".txt", "-", "*.txt", "]", "\r", "\t",
    ]

    private func pattern(_ random: inout SeededRandom) -> String {
        let body = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
        }.joined()
        return (Int.random(in: 0..<5, using: &random) == 0 ? "!" : "") + body
    }

    private func name(_ random: inout SeededRandom) -> [UInt8] {
        let parts = [
            "a", "b", "c", "ab", "文", "-", "]", "[", "*", "!", "#", ".txt", " ", "\\", "\t", "\u{B}", "Z", "9",
        ]
        var name = (0..<Int.random(in: 1...3, using: &random)).flatMap { _ in
            Array((parts.randomElement(using: &random) ?? "").utf8)
        }
        if Int.random(in: 0..<20, using: &random) == 0 { name.append(0xFF) }
        return name
    }

    @Test(.enabled(if: isInstalled, "needs git")) func `every pattern means what it means to git`() throws {
        var random = SeededRandom.announced()
        var matchCount = 0
        for _ in 0..<12 {
            try withTemporaryFolder { folder in
                let (paths, folders) = try makeTree(in: folder.appending("tree"), &random)
                let ours = paths.map { verdict($0, folders) }
                let list = folder.appending("paths")
                try write(paths.map { Array($0.bytes) }.joined(separator: [0]) + [0], to: list)
                let command =
                    "cd '\(folder)/tree' && exec \(Self.git) -c core.ignorecase=false check-ignore --no-index -v -n -z --stdin"
                    + " < '\(list)'"
                let result = try ChildProcess("/bin/sh", ["-c", command], in: folder).wait()
                // 1 is that no path is ignored.
                try #require(result.status <= 1, "\(result.error)")
                let fields = result.outputBytes.split(separator: 0, omittingEmptySubsequences: false)
                try #require(fields.count == 4 * paths.count + 1)
                for (index, path) in paths.enumerated() {
                    let source = String(decoding: fields[4 * index], as: UTF8.self)
                    let line = String(decoding: fields[4 * index + 1], as: UTF8.self)
                    let text = String(decoding: fields[4 * index + 2], as: UTF8.self)
                    let theirs = source.isEmpty ? "" : "\(source):\(line):\(text)"
                    #expect(ours[index] == theirs, "\(path)")
                    if !theirs.isEmpty { matchCount += 1 }
                }
                // Names that are not UTF-8 are beyond Foundation, which would leave them behind.
                _ = try ChildProcess("/bin/rm", ["-r", "\(folder)/tree"], in: folder).wait()
            }
        }
        #expect(matchCount > 50)
    }

    private struct Path: CustomStringConvertible {
        var bytes: [UInt8]
        var isFolder: Bool
        var description: String { String(decoding: bytes, as: UTF8.self).debugDescription }
    }

    /// A repository with folders, files and patterns in some of the folders.
    private func makeTree(
        in root: FilePath, _ random: inout SeededRandom
    ) throws -> (paths: [Path], rules: [[UInt8]: IgnoreRules]) {
        var paths: [Path] = []
        var rules: [[UInt8]: IgnoreRules] = [:]
        var folders: [[UInt8]] = [[]]
        let file = { (name: [UInt8]) in
            FilePath(platformString: (Array(root.string.utf8) + [0x2F] + name).map { CChar(bitPattern: $0) } + [0])
        }
        try makeFolder(root)
        let result = try ChildProcess(
            Self.git, ["init", "-q", root.string], environment: ["GIT_CONFIG_NOSYSTEM": "1"],
            in: root.removingLastComponent()
        ).wait()
        try #require(result.status == 0, "\(result.error)")
        for _ in 0..<60 {
            let parent = folders.randomElement(using: &random) ?? []
            let bytes = parent + (parent.isEmpty ? [] : [0x2F]) + name(&random)
            guard !bytes.isEmpty, !paths.contains(where: { $0.bytes == bytes }) else { continue }
            let isFolder = Bool.random(using: &random)
            if isFolder {
                try makeFolder(file(bytes))
                folders.append(bytes)
            } else {
                try write([UInt8](), to: file(bytes))
            }
            paths.append(Path(bytes: bytes, isFolder: isFolder))
        }
        for folder in folders where folder.isEmpty || Int.random(in: 0..<3, using: &random) == 0 {
            let lines = (0..<Int.random(in: 0...8, using: &random)).map { _ in pattern(&random) }
            let bytes = Array(lines.joined(separator: "\n").utf8)
            try write(bytes, to: file(folder + (folder.isEmpty ? [] : [0x2F]) + Array(".gitignore".utf8)))
            rules[folder] = IgnoreRules(file: bytes)
        }
        return (paths, rules)
    }

    /// What `git check-ignore -v` would say: the folder that is ignored decides for all below it.
    private func verdict(_ path: Path, _ rules: [[UInt8]: IgnoreRules]) -> String {
        let slashes = path.bytes.indices.filter { path.bytes[$0] == 0x2F }
        var last = ""
        for end in slashes + [path.bytes.count] {
            let part = Array(path.bytes[..<end])
            let match = match(part, isFolder: end < path.bytes.count || path.isFolder, rules)
            last = match?.text ?? ""
            if let match, !match.isNegated { break }
        }
        return last
    }

    private func match(
        _ path: [UInt8], isFolder: Bool, _ rules: [[UInt8]: IgnoreRules]
    ) -> (text: String, isNegated: Bool)? {
        var ends = path.indices.filter { path[$0] == 0x2F }
        ends.insert(0, at: 0)
        for end in ends.reversed() {
            let folder = Array(path[..<end])
            guard let found = rules[folder]?.lastMatch(path, from: end == 0 ? 0 : end + 1, isFolder: isFolder) else {
                continue
            }
            let file = String(decoding: folder + (end == 0 ? [] : [0x2F]), as: UTF8.self) + ".gitignore"
            return ("\(file):\(found.line):\(String(decoding: found.text, as: UTF8.self))", found.isNegated)
        }
        return nil
    }

    private func makeFolder(_ path: FilePath) throws {
        guard path.withPlatformString({ mkdir($0, 0o700) }) == 0 else { throw Errno(rawValue: errno) }
    }
}
