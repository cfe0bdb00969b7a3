import Indexing
import Testing

struct PercentEncodingTests {
    @Test(arguments: [("", ""), ("/a/b-c.d_e~f", "/a/b-c.d_e~f"), ("/a b%", "/a%20b%25"), ("/书", "/%E4%B9%A6")])
    func `a path is encoded and comes back`(_ path: String, _ text: String) {
        #expect(PercentEncoding.encode(Array(path.utf8)) == text)
        #expect(PercentEncoding.decode(text) == Array(path.utf8))
    }

    @Test func `every byte comes back`() {
        let bytes = Array(UInt8.min...UInt8.max)
        #expect(PercentEncoding.decode(PercentEncoding.encode(bytes)) == bytes)
    }

    @Test(arguments: ["%", "%2", "%zz", "a%+1"])
    func `a percent sign without two digits is no encoding`(_ text: String) {
        #expect(PercentEncoding.decode(text) == nil)
    }

    @Test func `small and capital digits are read`() {
        #expect(PercentEncoding.decode("%e4%B9") == [0xE4, 0xB9])
    }
}
