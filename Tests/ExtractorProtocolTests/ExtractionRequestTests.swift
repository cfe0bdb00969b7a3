import Documents
import TestSupport
import Testing

@testable import ExtractorProtocol

struct ExtractionRequestTests {
    private static let request = ExtractionRequest(
        name: [0x2F, 0xB2, 0xE8], sizeBytes: 1 << 40, maxSeconds: 7,
        hints: EncodingHints(folderMajority: "GB18030", fallbacks: ["Big5", "EUC-JP"], mayWait: true),
        limits: ExtractionLimits(textBytes: 5, unpackedBytes: 6, nesting: 7))

    @Test func `a request without hints leaves none for later`() {
        #expect(!ExtractionRequest(name: Array("甲.txt".utf8), sizeBytes: 0).hints.mayWait)
    }

    @Test func `a request arrives as it was sent`() throws {
        #expect(try ExtractionRequest(frame: Self.request.frame) == Self.request)
        let plain = ExtractionRequest(name: [], sizeBytes: 0)
        #expect(try ExtractionRequest(frame: plain.frame) == plain)
    }

    @Test func `so does a hello`() throws {
        let hello = ExtractorHello(version: "1.2", filtersCalls: true, landlockVersion: 7)
        #expect(try ExtractorHello(frame: hello.frame) == hello)
        #expect(hello.frame.count <= ExtractorHello.longestFrameBytes)
    }

    @Test func `noise is a breach or a request`() {
        var random = SeededRandom.announced()
        for _ in 0..<5000 {
            var frame = Self.request.frame
            for _ in 0..<3 {
                frame[Int.random(in: 0..<frame.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            frame.removeLast(Int.random(in: 0..<3, using: &random))
            if let request = try? ExtractionRequest(frame: frame) { #expect(request.sizeBytes >= 0) }
            if let hello = try? ExtractorHello(frame: frame) { #expect(hello.landlockVersion >= 0) }
        }
    }
}
