import FileWatching
import Glibc
import SystemPackage
import TestSupport
import Testing

struct FolderScanPartTests {
    /// The names that a scan finds, below the folder.
    private func found(_ folder: FilePath, _ rules: [FolderRules], at paths: [String]) -> [String] {
        var names: [String] = []
        let paths = paths.map { Array((folder.string + $0).utf8) }
        let summary = FolderScan.run(rules, at: paths) { file in
            names.append(String(decoding: file.path.dropFirst(folder.string.utf8.count), as: UTF8.self))
            return true
        }
        #expect(summary.problems == [])
        return names
    }

    private func rules(_ folder: FilePath, _ name: String = "") -> FolderRules {
        FolderRules(path: Array((folder.string + name).utf8))
    }

    @Test func `what is at a path or below it is found, once`() throws {
        try withTemporaryFolder { folder in
            for name in ["a/1", "a/b/2", "a/b c/3", "a b/4", "5"] { try write("x", to: folder.pushing(FilePath(name))) }
            let rules = [rules(folder)]
            #expect(found(folder, rules, at: ["/a"]) == ["/a/1", "/a/b/2", "/a/b c/3"])
            #expect(found(folder, rules, at: ["/a/b", "/a/b c", "/a/b/2", "/a/b"]) == ["/a/b/2", "/a/b c/3"])
            #expect(found(folder, rules, at: ["/5", "/6", "/a/1/7", "/6/8"]) == ["/5"])
            #expect(found(folder, rules, at: [""]) == ["/5", "/a/1", "/a/b/2", "/a/b c/3", "/a b/4"])
            #expect(FolderScan.run(rules, at: [Array("/nowhere".utf8)]) { _ in true } == ScanSummary())
        }
    }

    @Test func `the rules on the way to a path hold`() throws {
        try withTemporaryFolder { folder in
            for name in ["a/b/1.txt", "a/b/2.md", "a/.h/3.txt", "a/c/4.txt"] {
                try write("x", to: folder.pushing(FilePath(name)))
            }
            try write("*.md\nc/\n", to: folder.pushing("a/.souignore"))
            let rules = [rules(folder)]
            #expect(found(folder, rules, at: ["/a/b"]) == ["/a/b/1.txt"])
            #expect(found(folder, rules, at: ["/a/b/2.md", "/a/.h/3.txt", "/a/c/4.txt", "/a/.h"]) == [])
        }
    }

    @Test func `a path stands for the roots in it, each under its own rules`() throws {
        try withTemporaryFolder { folder in
            for name in ["a/1", "a/r/2", "a/r/.3", "b/4"] { try write("x", to: folder.pushing(FilePath(name))) }
            var inner = rules(folder, "/a/r")
            inner.hidden = true
            let rules = [rules(folder, "/a"), inner, rules(folder, "/b")]
            #expect(found(folder, rules, at: ["/a"]) == ["/a/1", "/a/r/.3", "/a/r/2"])
            #expect(found(folder, rules, at: ["/a/r"]) == ["/a/r/.3", "/a/r/2"])
            #expect(found(folder, rules, at: [""]).sorted() == ["/a/1", "/a/r/.3", "/a/r/2", "/b/4"])
        }
    }

    @Test func `of paths that lie one in the other the outer one is enough`() {
        let paths = ["/a/b", "/a b", "/a", "/a/b/c", "/a", "/ab"].map { Array($0.utf8) }
        #expect(FolderScan.outermost(paths) == ["/a", "/a b", "/ab"].map { Array($0.utf8) })
        #expect(FolderScan.outermost([Array("/".utf8)] + paths) == [Array("/".utf8)])
    }
}
