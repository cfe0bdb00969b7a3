import Testing

@testable import SearchServer

struct DocumentPathTests {
    @Test(
        arguments: [
            (Array("/文".utf8), "/文", "file:///%E6%96%87"),
            ([0x2F, 0xC0], "/\\xC0", "file:///%C0"),
            ([0x61, 0x0A], "a\\x0A", "file://a%0A"),
            ([0xC2, 0x9B], "\\xC2\\x9B", "file://%C2%9B"),
            ([], "", "file://"),
            (Array("/a b~-._%2F?#é".utf8), "/a b~-._%2F?#é", "file:///a%20b~-._%252F%3F%23%C3%A9"),
            // GBK for 中文, a UTF-8 character cut off, and a surrogate written as UTF-8.
            ([0x2F, 0xD6, 0xD0, 0xCE, 0xC4], "/\\xD6\\xD0\\xCE\\xC4", "file:///%D6%D0%CE%C4"),
            ([0xE6, 0x96], "\\xE6\\x96", "file://%E6%96"),
            ([0xED, 0xA0, 0x80, 0x41], "\\xED\\xA0\\x80A", "file://%ED%A0%80A"),
            ([0xFF] + Array("𠀀".utf8), "\\xFF𠀀", "file://%FF%F0%A0%80%80"),
            ([0x7F, 0x00], "\\x7F\\x00", "file://%7F%00"),
        ] as [([UInt8], String, String)])
    func `a path is shown to people and given to programs`(bytes: [UInt8], display: String, uri: String) {
        #expect(DocumentPath(bytes: bytes).display == display)
        #expect(DocumentPath(bytes: bytes).uri == uri)
    }
}
