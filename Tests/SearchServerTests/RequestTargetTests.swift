import Testing

@testable import SearchServer

struct RequestTargetTests {
    @Test(
        arguments: [
            ("/a", "/a", []), ("/a?", "/a", []), ("/a?b", "/a", [["b", ""]]), ("/a?b=", "/a", [["b", ""]]),
            ("/a?b=c=d&&e=%3D%26+%2b", "/a", [["b", "c=d"], ["e", "=& +"]]), ("/a?=x", "/a", [["", "x"]]),
            ("/a?b=?/#", "/a", [["b", "?/#"]]), ("/%61", "/%61", []), ("", "", []), ("*", "*", []),
            ("HTTP://host:1/a?b=c", "/a", [["b", "c"]]), ("http://host?b=c", "", [["b", "c"]]),
            ("/?q=%E6%90%9C", "/", [["q", "搜"]]), ("/?q=搜", "/", [["q", "搜"]]), ("/?q=%00", "/", [["q", "\0"]]),
        ] as [(String, String, [[String]])])
    func `a target is a path and parameters`(text: String, path: String, parameters: [[String]]) throws {
        let target = try RequestTarget(text)
        #expect(target.path == path)
        #expect(try target.parameters.map { [$0.name, try $0.text] } == parameters)
    }

    @Test(arguments: ["%", "%4", "%4G", "%G4", "%%41"])
    func `an encoding that is broken is refused`(value: String) {
        #expect(throws: RequestError.badEncoding(value)) { try RequestTarget("/?q=\(value)") }
        #expect(throws: RequestError.badEncoding(value)) { try RequestTarget("/?\(value)=q") }
    }

    @Test(
        arguments: [("%FF", [0xFF]), ("%ED%A0%80", [0xED, 0xA0, 0x80]), ("%C0%80", [0xC0, 0x80])] as [(String, [UInt8])]
    )
    func `a value may be bytes that are no text, a name may not`(value: String, bytes: [UInt8]) throws {
        let target = try RequestTarget("/?q=\(value)")
        #expect(target.parameters.map(\.value) == [bytes])
        #expect(try target.parameters(of: ["q"])["q"]?.value == bytes)
        #expect(throws: RequestError.badEncoding(value)) { try target.values(of: ["q"]) }
        #expect(throws: RequestError.badEncoding(value)) { try RequestTarget("/?\(value)=q") }
    }
}
