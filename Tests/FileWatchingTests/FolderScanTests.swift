import FileWatching
import Glibc
import SystemPackage
import TestSupport
import Testing

extension FolderScan {
    /// A scan without rules.
    static func run(
        roots: [[UInt8]], excluded: [[UInt8]] = [], visit: (ScannedFile) -> Bool
    ) -> [ScanProblem] {
        run(roots.map { FolderRules(path: $0) }, excluded: excluded, visit: visit).problems
    }
}

struct FolderScanTests {
    /// The files found, as paths below the folder.
    private func scan(_ folder: FilePath, roots: [String] = [""], excluded: [String] = []) throws -> [String] {
        let path = { (name: String) in Array((name.isEmpty ? folder : folder.appending(name)).string.utf8) }
        var found: [String] = []
        let problems = FolderScan.run(roots: roots.map(path), excluded: excluded.map(path)) { file in
            found.append(String(decoding: file.path.dropFirst(folder.string.utf8.count + 1), as: UTF8.self))
            return true
        }
        #expect(problems.isEmpty)
        return found
    }

    @Test func `files come in the order of their names' bytes, folder by folder`() throws {
        try withTemporaryFolder { folder in
            for name in ["b.txt", "a/z.txt", "a/é.txt", "a.txt", "中/文.md", "Z.txt"] {
                try write("", to: folder.appending(name))
            }
            #expect(try scan(folder) == ["Z.txt", "a/z.txt", "a/é.txt", "a.txt", "b.txt", "中/文.md"])
        }
    }

    @Test func `an empty folder has no files`() throws {
        let found = try withTemporaryFolder { try scan($0) }
        #expect(found == [])
    }

    @Test func `hidden names are passed over, except a root's own`() throws {
        try withTemporaryFolder { folder in
            for name in [".git/config", ".hidden.txt", "a/.b/c.txt", "d.txt"] {
                try write("", to: folder.appending(name))
            }
            #expect(try scan(folder) == ["d.txt"])
            #expect(try scan(folder, roots: [".git"]) == [".git/config"])
        }
    }

    @Test func `links, FIFOs and sockets are left alone`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/file.txt"))
            symlink("a", folder.appending("linked-folder").string)
            symlink("a/file.txt", folder.appending("linked-file").string)
            symlink("..", folder.appending("a/up").string)
            #expect(mkfifo(folder.appending("fifo").string, 0o600) == 0)
            #expect(mknod(folder.appending("socket").string, S_IFSOCK | 0o600, 0) == 0)
            #expect(try scan(folder) == ["a/file.txt"])
        }
    }

    @Test func `a root may be a symbolic link`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/file.txt"))
            symlink("a", folder.appending("link").string)
            #expect(try scan(folder, roots: ["link"]) == ["link/file.txt"])
        }
    }

    @Test(arguments: [["", "a"], ["a", ""], ["a", "a", ""], ["a", "link", ""]])
    func `a file below two roots is found once`(_ roots: [String]) throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/b/1.txt"))
            try write("", to: folder.appending("2.txt"))
            symlink("a", folder.appending("link").string)
            #expect(try scan(folder, roots: roots).sorted() == ["2.txt", "a/b/1.txt"])
        }
    }

    @Test func `an excluded folder is not entered, under any name`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("index/gen-000001/docdata.glass"))
            try write("", to: folder.appending("a.txt"))
            symlink("index", folder.appending("alias").string)
            #expect(try scan(folder, excluded: ["index"]) == ["a.txt"])
            #expect(try scan(folder, excluded: ["alias", "missing"]) == ["a.txt"])
            #expect(try scan(folder, roots: ["index"], excluded: ["alias"]) == [])
        }
    }

    @Test func `a name that is not UTF-8 keeps its bytes`() throws {
        try withTemporaryFolder { folder in
            let path = Array(folder.string.utf8) + [0x2F, 0xC4, 0xFF, 0x0A]
            let descriptor = open(path.map { CChar(bitPattern: $0) } + [0], O_CREAT | O_WRONLY, 0o600)
            #expect(descriptor >= 0)
            close(descriptor)
            var found: [[UInt8]] = []
            _ = FolderScan.run(roots: [Array(folder.string.utf8)]) { file in
                found.append(file.path)
                return true
            }
            #expect(found == [path])
        }
    }

    @Test func `a file comes with its facts`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("诗.txt")
            try write("床前明月光", to: path)
            var times = [timespec(tv_sec: 1, tv_nsec: 2), timespec(tv_sec: 1_234_567_890, tv_nsec: 987_654_321)]
            #expect(utimensat(AT_FDCWD, path.string, &times, 0) == 0)
            var status = stat()
            #expect(stat(path.string, &status) == 0)
            var found: [ScannedFile] = []
            _ = FolderScan.run(roots: [Array(folder.string.utf8)]) { file in
                found.append(file)
                return true
            }
            let expected = ScannedFile(
                path: Array(path.string.utf8), sizeBytes: 15, modifiedNanoseconds: 1_234_567_890_987_654_321,
                changedNanoseconds: Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec),
                inode: UInt64(status.st_ino), device: UInt64(status.st_dev))
            #expect(found == [expected])
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root can be another user"))
    func `what is in a folder that may be read and not entered is a problem`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("closed/1.txt"))
            #expect(chmod(folder.string, 0o755) == 0)
            #expect(chmod(folder.appending("closed").string, 0o744) == 0)
            // This thread alone is now another user to the file system. Swift's Glibc has no <sys/fsuid.h>.
            let symbol = try #require(dlsym(nil, "setfsuid"))
            let setFileSystemUser = unsafeBitCast(symbol, to: (@convention(c) (uid_t) -> CInt).self)
            _ = setFileSystemUser(65534)
            defer { _ = setFileSystemUser(0) }
            let problems = FolderScan.run(roots: [Array(folder.string.utf8)]) { _ in true }
            #expect(problems.map(\.path) == [Array(folder.appending("closed/1.txt").string.utf8)])
            #expect(problems.map(\.cause) == [.unreachable(EACCES)])
        }
    }

    @Test func `a folder that cannot be opened is a problem, and the others are scanned`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/1.txt"))
            let missing = Array(folder.appending("missing").string.utf8)
            var count = 0
            let problems = FolderScan.run(roots: [missing, Array(folder.string.utf8)]) { _ in
                count += 1
                return true
            }
            #expect(problems.map(\.path) == [missing])
            #expect(problems.map(\.cause) == [.unreadable(ENOENT)])
            #expect(count == 1)
        }
    }

    @Test func `a scan below a path finds what a whole scan finds there`() throws {
        try withTemporaryFolder { folder in
            let names = ["a/b/1.txt", "a/b/c/2.md", "a/b/.d/3.txt", "a/4.txt", "a/no/5.txt", "6.txt", "in/7.txt"]
            for name in names { try write("", to: folder.appending(name)) }
            try write("no/\n*.md\n", to: folder.appending("a/.souignore"))
            let rules = ["", "in"].map { FolderRules(path: Array((folder.appending($0)).string.utf8)) }
            let scan = { (name: String) in
                var found: [String] = []
                let path = Array((name.isEmpty ? folder : folder.appending(name)).string.utf8)
                let summary = FolderScan.run(rules, at: [path]) { file in
                    found.append(String(decoding: file.path.dropFirst(folder.string.utf8.count + 1), as: UTF8.self))
                    return true
                }
                #expect(summary.problems.isEmpty)
                return found
            }
            #expect(scan("") == ["6.txt", "a/4.txt", "a/b/1.txt", "in/7.txt"])
            #expect(scan("a") == ["a/4.txt", "a/b/1.txt"])
            #expect(scan("a/b/c") == [])
            #expect(scan("a/b/1.txt") == ["a/b/1.txt"])
            #expect(scan("in") == ["in/7.txt"])
            for name in ["a/no", "a/no/5.txt", "a/b/.d/3.txt", "missing", "a/4.txt/b", "a/b/c/2.md"] {
                #expect(scan(name) == [], "\(name)")
            }
            #expect(FolderScan.run(rules, at: [Array("/tmp".utf8)]) { _ in true }.problems.isEmpty)
        }
    }

    @Test func `a scan stops when it is told to`() throws {
        try withTemporaryFolder { folder in
            for number in 0..<9 { try write("", to: folder.appending("\(number)/a.txt")) }
            var count = 0
            _ = FolderScan.run(roots: [Array(folder.string.utf8), Array(folder.appending("8").string.utf8)]) { _ in
                count += 1
                return count < 3
            }
            #expect(count == 3)
        }
    }
}
