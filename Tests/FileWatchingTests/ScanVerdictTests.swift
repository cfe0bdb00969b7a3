import FileWatching
import Glibc
import SystemPackage
import TestSupport
import Testing

struct ScanVerdictTests {
    private func verdict(
        _ path: FilePath, in folder: FilePath, _ change: (inout FolderRules) -> Void = { _ in }
    ) -> ScanVerdict {
        var rules = FolderRules(path: Array(folder.string.utf8))
        change(&rules)
        return FolderScan.verdict(Array(path.string.utf8), rules: [rules])
    }

    private func reason(
        _ name: String, in folder: FilePath, _ change: (inout FolderRules) -> Void = { _ in }
    ) -> String? {
        guard case .leftOut(let reason, _) = verdict(folder.appending(name), in: folder, change) else { return nil }
        return reason.description.replacing(folder.string, with: "…")
    }

    @Test func `what is left out says by which rule`() throws {
        try withTemporaryFolder { folder in
            for name in [".a.txt", "b.log", "c/d.log", "e.txt"] { try write("ab", to: folder.appending(name)) }
            try write("\n# 说明\n*.log\n", to: folder.appending("c/.souignore"))
            symlink("e.txt", folder.appending("f").string)
            symlink("nothing", folder.appending("g").string)
            mkfifo(folder.appending("h").string, 0o600)
            let hidden = "its name begins with a dot, and hidden files are left out (hidden = false)"
            #expect(reason(".a.txt", in: folder) == hidden)
            #expect(
                reason("b.log", in: folder) { $0.exclude = IgnoreRules(list: ["*.log"]) }
                    == "the pattern '*.log' of the configuration's exclude excludes it")
            #expect(reason("c/d.log", in: folder) == "the pattern '*.log' in …/c/.souignore:3 excludes it")
            #expect(
                reason("e.txt", in: folder) { $0.include = IgnoreRules(list: ["*.md"]) }
                    == "no pattern of the configuration's include matches it")
            #expect(
                reason("e.txt", in: folder) { $0.minFileBytes = 3 } == "it has 2 bytes, fewer than min_file_bytes (3)")
            #expect(
                reason("f", in: folder) == "it is a symbolic link, and links are not followed (follow_links = false)")
            #expect(
                reason("f", in: folder) { $0.followLinks = true }
                    == "it is a symbolic link to …/e.txt, which is found there")
            #expect(reason("g", in: folder) { $0.followLinks = true } == "it is a symbolic link that leads nowhere")
            #expect(reason("h", in: folder) == "it is a FIFO, a socket or a device")
        }
    }

    @Test func `the folder that is left out is named`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending(".a/b/c.txt"))
            let path = Array(folder.appending(".a").string.utf8)
            #expect(verdict(folder.appending(".a/b/c.txt"), in: folder) == .leftOut(.hidden, at: path))
        }
    }

    @Test func `what is not there, or in no folder, is said so`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/b.txt"))
            let missing = Array(folder.appending("a/c").string.utf8)
            #expect(verdict(folder.appending("a/c/d.txt"), in: folder) == .missing(missing, ENOENT))
            let file = Array(folder.appending("a/b.txt").string.utf8)
            #expect(verdict(folder.appending("a/b.txt/c"), in: folder) == .missing(file, ENOTDIR))
            #expect(verdict("/etc/passwd", in: folder) == .outside)
            #expect(verdict(FilePath(folder.string + "x/a"), in: folder) == .outside)
            #expect(verdict(folder, in: folder) == .folder)
            #expect(FolderScan.verdict(file, rules: []) == .outside)
        }
    }

    @Test func `a path by way of dots and links above the folder is the same path`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("real/a/b.txt"))
            symlink("real", folder.appending("link").string)
            for name in ["real/a/b.txt", "link/a/b.txt", "real/./a//b.txt", "link/a/../a/b.txt"] {
                let path = Array((folder.string + "/" + name).utf8)
                let rules = [FolderRules(path: Array(folder.appending("real").string.utf8))]
                guard case .file(let file) = FolderScan.verdict(path, rules: rules) else {
                    Issue.record("\(name)")
                    continue
                }
                #expect(file.path == Array(folder.appending("real/a/b.txt").string.utf8))
            }
        }
    }

    @Test func `verdicts agree with the scan on random trees`() throws {
        var random = SeededRandom.announced()
        var count = 0
        for _ in 0..<30 {
            try withTemporaryFolder { folder in
                count += try compare(makeTree(in: folder, &random), in: folder, &random)
            }
        }
        // Else hardly anything was compared.
        #expect(count > 10)
    }

    private let names = ["a", "b.txt", "c.log", ".d", "文", "e"]
    private let patterns = ["*.log", "a/", "/b.txt", "!c.log", "文/**", "**/e", "*", "!*/", "[ab]*", ".d"]

    /// Paths below the folder.
    private func makeTree(in folder: FilePath, _ random: inout SeededRandom) throws -> [String] {
        var folders = [""]
        var paths: [String] = []
        for _ in 0..<40 {
            let parent = folders.randomElement(using: &random) ?? ""
            let name = names.randomElement(using: &random) ?? ""
            let path = parent + "/" + name
            guard !paths.contains(path) else { continue }
            let place = folder.string + path
            switch Int.random(in: 0..<10, using: &random) {
            case 0...3:
                mkdir(place, 0o700)
                folders.append(path)
            case 4...7:
                try write(String(repeating: "a", count: Int.random(in: 0..<4, using: &random)), to: FilePath(place))
            case 8: symlink(folder.string + (paths.randomElement(using: &random) ?? "/x"), place)
            default: mkfifo(place, 0o600)
            }
            paths.append(path)
        }
        for parent in folders where Int.random(in: 0..<4, using: &random) == 0 {
            let lines = (0..<3).map { _ in patterns.randomElement(using: &random) ?? "" }.joined(separator: "\n")
            try write(lines, to: FilePath(folder.string + parent + "/.souignore"))
        }
        // Whatever is reached through links to folders, too.
        return paths + folders.flatMap { parent in names.map { parent + "/" + $0 } }
            + paths.flatMap { path in names.map { path + "/" + $0 } }
    }

    /// The number of files that the scan found.
    private func compare(_ paths: [String], in folder: FilePath, _ random: inout SeededRandom) throws -> Int {
        let list = { (random: inout SeededRandom) in
            let count = [0, 0, 1, 3].randomElement(using: &random) ?? 0
            return IgnoreRules(list: (0..<count).map { _ in patterns.randomElement(using: &random) ?? "" })
        }
        var all: [FolderRules] = []
        for root in ["", "/a", "/文/e"] where root.isEmpty || Bool.random(using: &random) {
            var rules = FolderRules(path: Array((folder.string + root).utf8))
            rules.include = list(&random)
            rules.exclude = list(&random)
            rules.hidden = Bool.random(using: &random)
            rules.followLinks = Bool.random(using: &random)
            rules.minFileBytes = Int.random(in: 0...1, using: &random)
            rules.maxFileBytes = Int.random(in: 2...4, using: &random)
            // A root that is a link, or below one, is the same folder under another path.
            var status = stat()
            if lstat(folder.string + root, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
                !isThroughLink(rules.path)
            {
                all.append(rules)
            }
        }
        let excluded = Array((folder.string + "/e").utf8)
        var found: [[UInt8]: ScannedFile] = [:]
        let summary = FolderScan.run(all, excluded: [excluded]) { file in
            #expect(found.updateValue(file, forKey: file.path) == nil)
            return true
        }
        let identities = Set(found.values.map { [$0.device, $0.inode] })
        for path in Set(paths) {
            let bytes = Array((folder.string + path).utf8)
            let verdict = FolderScan.verdict(bytes, rules: all, excluded: [excluded])
            switch verdict {
            case .file(let file):
                // The scan may have come by the same file through another link.
                #expect(found[bytes] == file || isThroughLink(bytes) && identities.contains([file.device, file.inode]))
            case .problem(let problem):
                #expect(found[bytes] == nil && (summary.problems.contains(problem) || isThroughLink(bytes)))
            default:
                #expect(found[bytes] == nil, "\(path): \(verdict)")
            }
        }
        for path in found.keys {
            guard case .file = FolderScan.verdict(path, rules: all, excluded: [excluded]) else {
                Issue.record("\(String(decoding: path, as: UTF8.self)) is found")
                continue
            }
        }
        return found.count
    }

    private func isThroughLink(_ path: [UInt8]) -> Bool {
        guard let resolved = realpath(path.map { CChar(bitPattern: $0) } + [0], nil) else { return false }
        defer { free(resolved) }
        return String(cString: resolved) != String(decoding: path, as: UTF8.self)
    }
}
