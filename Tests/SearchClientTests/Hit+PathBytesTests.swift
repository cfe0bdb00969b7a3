import SearchClient
import Testing
import Wire

struct HitPathBytesTests {
    @Test(arguments: [
        ("file:///a%20b/%E6%90%9C", Array("/a b/搜".utf8)),
        ("file:///%FF%0A", [0x2F, 0xFF, 0x0A]),
    ])
    func `the path's bytes are those of the URI`(uri: String, bytes: [UInt8]) throws {
        #expect(try hit(uri).pathBytes == bytes)
    }

    @Test(arguments: ["", "/a", "file://", "file://host/a", "http:///a", "file:///%G0", "file:///a%00b", "FILE:///a"])
    func `a URI that names no file is refused`(uri: String) {
        #expect(throws: MalformedResponse.fileURI(uri)) { try hit(uri).pathBytes }
    }

    private func hit(_ uri: String) -> Hit {
        Hit(path: "/shown", uri: uri, title: "t", type: "text/plain", size: 1, score: 1, snippet: [])
    }
}
