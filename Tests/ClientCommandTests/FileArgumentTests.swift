import SystemPackage
import TestSupport
import Testing

@testable import ClientCommand

struct FileArgumentTests {
    @Test(arguments: [
        ("a.md", "/家", ["/家/a.md"]),
        ("./a//b/./c", "/家", ["/家/a/b/c"]),
        ("../../../a", "/家/甲", ["/a"]),
        ("甲/../乙", "/家", ["/家/乙"]),
        ("/无此处/甲.md", "/家", ["/无此处/甲.md"]),
        ("/无此处//.//甲/", "/家", ["/无此处/甲"]),
        ("/..", "/家", ["/"]),
        ("file:///%E7%84%A1/%E7%94%B2", "/家", ["/無/甲"]),
        // Broken, so a name like any other.
        ("file:///%E", "/", ["/file:/%E"]),
        ("", "/家", []),
    ])
    func `a file is made absolute by its words`(text: String, folder: String, expected: [String]) {
        let paths = FileArgument(argument: text, among: []).absolutePaths(in: Array(folder.utf8))
        #expect(paths.map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test func `where the current folder is gone, only an absolute name is a path`() {
        #expect(FileArgument(argument: "a", among: []).absolutePaths(in: nil).isEmpty)
        #expect(FileArgument(argument: "/无/a", among: []).absolutePaths(in: nil) == [Array("/无/a".utf8)])
    }

    @Test func `a name that is not UTF-8 keeps its bytes`() {
        let bytes: [UInt8] = [0x61, 0xFF, 0x2E, 0x6D]
        let argument = FileArgument(argument: "a\u{FFFD}.m", among: [Array("similar".utf8), bytes])
        #expect(argument.absolutePaths(in: Array("/家".utf8)) == [Array("/家/".utf8) + bytes])
        // A name that has the character that stands for repair.
        let honest = FileArgument(argument: "\u{FFFD}", among: [Array("\u{FFFD}".utf8)])
        #expect(honest.absolutePaths(in: Array("/".utf8)) == [Array("/\u{FFFD}".utf8)])
    }

    @Test func `behind a symbolic link there is a second path to try`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("甲"))
            _ = try ChildProcess("/bin/ln", ["-s", "甲", folder.appending("乙").string], in: folder).wait()
            let paths = FileArgument(argument: folder.appending("乙").string, among: []).absolutePaths(in: nil)
            #expect(paths.first == Array(folder.appending("乙").string.utf8))
            #expect(paths.last?.suffix(4) == Array("/甲".utf8)[...])
            #expect(paths.count == 2)
        }
    }
}
