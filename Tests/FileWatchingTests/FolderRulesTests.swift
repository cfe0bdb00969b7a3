import FileWatching
import Glibc
import SystemPackage
import TestSupport
import Testing

struct FolderRulesTests {
    /// A scan of the folder, with the paths found below it and what was left out.
    private func scan(
        _ folder: FilePath, excluded: [FilePath] = [], _ change: (inout FolderRules) -> Void
    ) throws -> (found: [String], summary: ScanSummary) {
        var rules = FolderRules(path: Array(folder.string.utf8))
        change(&rules)
        var found: [String] = []
        let summary = FolderScan.run([rules], excluded: excluded.map { Array($0.string.utf8) }) { file in
            found.append(String(decoding: file.path.dropFirst(folder.string.utf8.count + 1), as: UTF8.self))
            return true
        }
        return (found, summary)
    }

    @Test func `hidden files come when they are wanted, and are counted when not`() throws {
        try withTemporaryFolder { folder in
            for name in [".git/config", ".a.txt", "b/.c.txt", "d.txt"] { try write("", to: folder.appending(name)) }
            #expect(try scan(folder) { $0.hidden = true }.found == [".a.txt", ".git/config", "b/.c.txt", "d.txt"])
            #expect(try scan(folder) { _ in }.summary.ignored.hidden == 3)
        }
    }

    @Test func `exclude leaves out files and whole folders, and what is below a folder cannot come back`() throws {
        try withTemporaryFolder { folder in
            for name in ["a.log", "b.txt", "旧/c.txt", "旧/d.log", "新/旧/e.txt"] {
                try write("", to: folder.appending(name))
            }
            let (found, summary) = try scan(folder) { $0.exclude = IgnoreRules(list: ["*.log", "/旧/", "!旧/c.txt"]) }
            #expect(found == ["b.txt", "新/旧/e.txt"])
            #expect(summary.ignored.excluded == 2)
        }
    }

    @Test func `include takes what matches, itself or with its folder, but for what a later pattern takes back`() throws
    {
        try withTemporaryFolder { folder in
            for name in ["a.md", "b.txt", "文档/c.txt", "文档/旧/d.txt", "文档/旧/e.md"] {
                try write("", to: folder.appending(name))
            }
            let (found, summary) = try scan(folder) { $0.include = IgnoreRules(list: ["文档/", "!文档/旧/", "*.md"]) }
            #expect(found == ["a.md", "文档/c.txt", "文档/旧/e.md"])
            #expect(summary.ignored.notIncluded == 2)
        }
    }

    @Test func `files that are too small are counted, those that are too large are named`() throws {
        try withTemporaryFolder { folder in
            for count in [0, 9, 10, 20, 21] {
                try write(String(repeating: "a", count: count), to: folder.appending("\(count).txt"))
            }
            let (found, summary) = try scan(folder) {
                $0.minFileBytes = 10
                $0.maxFileBytes = 20
            }
            #expect(found == ["10.txt", "20.txt"])
            #expect(summary.ignored.tooSmall == 2)
            let path = Array(folder.appending("21.txt").string.utf8)
            #expect(summary.problems == [ScanProblem(path: path, cause: .tooLarge(bytes: 21, limit: 20))])
        }
    }

    @Test func `a .souignore is for its folder, and the inner one wins`() throws {
        try withTemporaryFolder { folder in
            for name in ["a.log", "b.txt", "甲/a.log", "甲/b.txt", "甲/乙/a.log", "甲/乙/c.txt", "out/x.txt", "丙/out/y.txt"] {
                try write("", to: folder.appending(name))
            }
            try write("*.log\n/out/\n", to: folder.appending(".souignore"))
            try write("!a.log\n乙/c.txt\n", to: folder.appending("甲/.souignore"))
            let (found, summary) = try scan(folder) { $0.exclude = IgnoreRules(list: ["b.txt"]) }
            #expect(found == ["丙/out/y.txt", "甲/a.log", "甲/乙/a.log"])
            #expect(summary.problems.isEmpty)
            #expect(summary.ignored.hidden == 2)
        }
    }

    @Test func `a .souignore takes back what the configuration excludes`() throws {
        try withTemporaryFolder { folder in
            for name in ["a.log", "b.log"] { try write("", to: folder.appending(name)) }
            try write("!b.log\n", to: folder.appending(".souignore"))
            #expect(try scan(folder) { $0.exclude = IgnoreRules(list: ["*.log"]) }.found == ["b.log"])
        }
    }

    @Test func `a .souignore that is no regular file, or too large, is a problem and does not count`() throws {
        try withTemporaryFolder { folder in
            for name in ["a", "b", "c", "d", "e"] { try write("", to: folder.appending("\(name)/x.txt")) }
            try write("*", to: folder.appending("patterns"))
            #expect(mkfifo(folder.appending("a/.souignore").string, 0o600) == 0)
            symlink("../patterns", folder.appending("b/.souignore").string)
            mkdir(folder.appending("c/.souignore").string, 0o700)
            try write(
                String(repeating: "*\n", count: IgnoreRules.limitBytes / 2 + 1), to: folder.appending("d/.souignore"))
            try write([0, 0xFF, 0, 0x0A, 0x5B, 0x0A, 0x5C], to: folder.appending("e/.souignore"))
            let (found, summary) = try scan(folder) { _ in }
            #expect(found == ["a/x.txt", "b/x.txt", "c/x.txt", "d/x.txt", "e/x.txt", "patterns"])
            #expect(
                summary.problems.map(\.cause) == [
                    .ignoreFileNotRegular, .ignoreFileNotRegular, .ignoreFileNotRegular,
                    .ignoreFileTooLarge(limit: IgnoreRules.limitBytes),
                ])
            #expect(summary.problems.map(\.path).first == Array(folder.appending("a/.souignore").string.utf8))
        }
    }

    @Test func `links are followed when they are wanted, to each file once`() throws {
        try withTemporaryFolder { parent in
            let folder = parent.appending("docs")
            for name in ["docs/a/file.txt", "docs/z.txt", "外/x.txt", "外/子/y.txt", "单.txt"] {
                try write("", to: parent.appending(name))
            }
            for (name, target) in [
                ("0-link", "z.txt"), ("1-folder", "a"), ("2-out", "../外"), ("3-again", "../外/子"),
                ("4-single", "../单.txt"),
                ("5-dead", "nothing"), ("6-loop", "6-loop"), ("a/up", ".."), ("7-single", "../单.txt"),
                ("8-fifo", "../fifo"),
            ] { symlink(target, folder.appending(name).string) }
            mkfifo(parent.appending("fifo").string, 0o600)
            symlink("..", parent.appending("外/子/back").string)
            let (found, summary) = try scan(folder) { $0.followLinks = true }
            #expect(found == ["a/file.txt", "z.txt", "2-out/x.txt", "2-out/子/y.txt", "4-single"])
            #expect(summary.problems.isEmpty)
            #expect(summary.ignored.special == 1)
            #expect(try scan(folder) { _ in }.summary.ignored.links == 10)
        }
    }

    @Test func `a link does not lead into the index`() throws {
        try withTemporaryFolder { parent in
            let folder = parent.appending("docs")
            for name in ["index/gen-000001/a.txt", "docs/b.txt"] { try write("", to: parent.appending(name)) }
            for (name, target) in [("l", "../index"), ("m", "../index/gen-000001"), ("n", "../index/gen-000001/a.txt")]
            {
                symlink(target, folder.appending(name).string)
            }
            let (found, _) = try scan(folder, excluded: [parent.appending("index")]) { $0.followLinks = true }
            #expect(found == ["b.txt"])
        }
    }

    @Test func `a folder within a folder comes under its own rules, whichever is named first`() throws {
        try withTemporaryFolder { folder in
            for name in ["a.txt", "a.log", "内/b.txt", "内/b.log"] { try write("", to: folder.appending(name)) }
            var outer = FolderRules(path: Array(folder.string.utf8))
            outer.exclude = IgnoreRules(list: ["*.log", "内"])
            let inner = FolderRules(path: Array(folder.appending("内").string.utf8))
            for rules in [[outer, inner], [inner, outer]] {
                var found: [String] = []
                _ = FolderScan.run(rules) { file in
                    found.append("\(file.folder)/" + String(decoding: file.path.suffix(5), as: UTF8.self))
                    return true
                }
                let index = (outer: rules[0] == outer ? 0 : 1, inner: rules[0] == outer ? 1 : 0)
                #expect(
                    found.sorted() == ["\(index.outer)/a.txt", "\(index.inner)/b.log", "\(index.inner)/b.txt"].sorted())
            }
        }
    }

    /// A place on another file system than the temporary folder's.
    private static let isSecondFileSystem: Bool = {
        var (here, there) = (stat(), stat())
        return access("/dev/shm", W_OK) == 0 && stat("/tmp", &here) == 0 && stat("/dev/shm", &there) == 0
            && here.st_dev != there.st_dev
    }()

    @Test(.enabled(if: isSecondFileSystem, "needs a second file system at /dev/shm"))
    func `another file system is left out on request`() throws {
        try withTemporaryFolder { folder in
            let other = FilePath("/dev/shm/sou-tests-\(getpid())")
            try write("", to: other.appending("b.txt"))
            defer { try? removeFolder(other) }
            try write("", to: folder.appending("a.txt"))
            symlink(other.string, folder.appending("l").string)
            symlink(other.appending("b.txt").string, folder.appending("m").string)
            var rules = FolderRules(path: Array(folder.string.utf8))
            rules.followLinks = true
            let count = { (rules: FolderRules) in
                var count = 0
                let summary = FolderScan.run([rules]) { _ in
                    count += 1
                    return true
                }
                return [count, summary.ignored.otherFileSystem]
            }
            #expect(count(rules) == [2, 0])
            rules.oneFileSystem = true
            #expect(count(rules) == [1, 2])
        }
    }

    @Test
    func `a folder deeper than the open files that are allowed is scanned, and what no path can name is a problem`()
        throws
    {
        try withTemporaryFolder { folder in
            // Made by descending, for the path becomes longer than the system takes.
            var descriptor = open(folder.string, O_RDONLY | O_DIRECTORY)
            let depth = 2500
            for level in 0..<depth {
                if level % 500 == 0 {
                    close(openat(descriptor, "z.txt", O_CREAT | O_WRONLY, 0o600))
                    // Something to come back for.
                    mkdirat(descriptor, "e", 0o700)
                    close(openat(descriptor, "e/y.txt", O_CREAT | O_WRONLY, 0o600))
                }
                try #require(mkdirat(descriptor, "d", 0o700) == 0)
                let next = openat(descriptor, "d", O_RDONLY | O_DIRECTORY)
                close(descriptor)
                descriptor = next
            }
            close(descriptor)
            let (found, summary) = try scan(folder) { _ in }
            #expect(openDescriptorCount(below: folder) == 0)
            #expect(
                found.map { $0.split(separator: "/").count } == [2001, 1501, 1001, 501, 1].flatMap { [$0 + 1, $0] })
            #expect(summary.problems.map(\.cause) == [.pathTooLong])
            #expect(summary.problems.map(\.path.count).allSatisfy { (4090...4096).contains($0) })
            _ = try ChildProcess("/bin/rm", ["-r", folder.appending("d").string], in: folder).wait()
        }
    }

    /// Other tests of this process open descriptors of their own meanwhile.
    private func openDescriptorCount(below folder: FilePath) -> Int {
        (0..<4096).count { descriptor in
            var target = [CChar](repeating: 0, count: Int(PATH_MAX))
            let length = readlink("/proc/self/fd/\(descriptor)", &target, target.count)
            return length > 0
                && String(decoding: target[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self).hasPrefix(
                    folder.string)
        }
    }

    @Test(
        arguments: [
            ([], [], "text/plain", true), (["text/*"], [], "text/html", true), (["text/*"], [], "image/png", false),
            (["application/pdf"], [], "application/pdf", true), ([], ["image/*"], "IMAGE/PNG", false),
            (["text/*"], ["text/HTML"], "text/html; charset=gbk", false), (["*"], [], "a/b", true),
            ([], ["text/x"], "text/xml", true),
        ] as [([String], [String], String, Bool)])
    func `types are left out by name or by kind`(only: [String], skip: [String], type: String, allowed: Bool) {
        #expect(TypeFilter(only: only, skip: skip).allows(type) == allowed)
    }

    @Test func `a folder has the rules of its path, or the defaults`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/x.txt"))
            symlink("a", folder.appending("l").string)
            var own = FolderRules(path: Array(folder.appending("l").string.utf8))
            own.hidden = true
            let book = RuleBook(folders: [own])
            let path = Array(folder.appending("a").string.utf8)
            #expect(book.rules(for: path).hidden)
            #expect(book.rules(for: path).path == path)
            #expect(!book.rules(for: Array(folder.string.utf8)).hidden)
        }
    }
}
