import Testing
import URIs

struct PercentEncodingTests {
    @Test(arguments: [
        ("", ""),
        ("AZaz09-._~", "AZaz09-._~"),
        ("雷 军", "%E9%9B%B7%20%E5%86%9B"),
        ("a+b&c=d#e/f?g%h", "a%2Bb%26c%3Dd%23e%2Ff%3Fg%25h"),
        ("\"'*()!|", "%22%27%2A%28%29%21%7C"),
        ("\r\n\0", "%0D%0A%00"),
        ("😀é", "%F0%9F%98%80%C3%A9"),
    ])
    func `only unreserved characters stay`(text: String, encoded: String) {
        #expect(PercentEncoding.encoded(text.utf8) == encoded)
        #expect(PercentEncoding.decoded(encoded) == Array(text.utf8))
    }

    @Test func `a path keeps its slashes, and every byte comes back`() {
        #expect(PercentEncoding.encoded("/书/a b".utf8, keepsSlashes: true) == "/%E4%B9%A6/a%20b")
        let bytes = Array(UInt8.min...UInt8.max)
        for keepsSlashes in [false, true] {
            let text = PercentEncoding.encoded(bytes, keepsSlashes: keepsSlashes)
            #expect(PercentEncoding.decoded(text) == bytes)
        }
    }

    @Test(
        arguments: [
            ("%ff%FE/a+b", [0xFF, 0xFE, 0x2F, 0x61, 0x2B, 0x62]),
            ("é", [0xC3, 0xA9]),
            ("%", nil), ("%4", nil), ("a%4g", nil), ("%%41", nil), ("%-1", nil), ("%+1", nil),
        ] as [(String, [UInt8]?)])
    func `encoded text gives its exact bytes, or nothing`(text: String, bytes: [UInt8]?) {
        #expect(PercentEncoding.decoded(text) == bytes)
    }
}
