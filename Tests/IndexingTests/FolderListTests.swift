import Glibc
@testable import Indexing
import SystemPackage
import TestSupport
import Testing

struct FolderListTests {
    @Test(
        arguments: [
            ([], "[]"),
            (["/a/b-c.d_e~f"], "[\"/a/b-c.d_e~f\"]"),
            (["/a b\"\\%", "/书"], "[\"/a%20b%22%5C%25\",\"/%E4%B9%A6\"]"),
        ] as [([String], String)])
    func `folders are stored percent-encoded and come back`(_ folders: [String], _ stored: String) {
        let bytes = folders.map { Array($0.utf8) }
        #expect(FolderList.encoded(bytes) == Array(stored.utf8))
        #expect(FolderList.decoded(Array(stored.utf8)) == bytes)
    }

    @Test func `every byte comes back`() {
        let folders = [Array(1...255)] as [[UInt8]]
        #expect(FolderList.decoded(FolderList.encoded(folders)) == folders)
    }

    @Test(arguments: ["", "{}", "[1]", "[\"%\"]", "[\"%2\"]", "[\"%zz\"]"])
    func `what is no list of folders is nothing`(_ text: String) {
        #expect(FolderList.decoded(Array(text.utf8)) == nil)
    }

    @Test func `folders are made absolute, without links, each once`() throws {
        try withTemporaryFolder { folder in
            mkdir(folder.appending("a").string, 0o700)
            symlink("a", folder.appending("link").string)
            let resolved = try FolderList.resolved([
                folder.appending("a"), folder.appending("link"), folder.appending("a/../a/"),
            ])
            #expect(resolved == [folder.appending("a").bytes])
        }
    }
}
