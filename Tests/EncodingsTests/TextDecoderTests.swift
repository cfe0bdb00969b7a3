import Documents
import Testing

@testable import Encodings

@Suite struct TextDecoderTests {
    @Test func `valid UTF-8 is taken as it is, beyond doubt`() {
        let text = Array("中文 text".utf8)
        let decision = EncodingDecision(name: "UTF-8", confidence: 1, basis: .validUTF8)
        #expect(TextDecoder().decode(text) == .text(DecodedText(text: text, encoding: decision)))
    }
}
