import Documents
import TestSupport
import Testing

@testable import ExtractorProtocol

struct ExtractorReplyTests {
    private static let plain = ExtractedDocument(
        title: "河", mediaType: "text/plain", text: Array("河水向东\n".utf8), places: .lines(LineMap()))

    private func received(_ document: ExtractedDocument) throws -> ExtractorReply {
        let reply = ExtractorReply.extraction(.document(document))
        return try ExtractorReply(head: reply.head, text: reply.text)
    }

    private func breach(_ change: (inout ExtractedDocument) -> Void) -> String? {
        var document = Self.plain
        change(&document)
        return #expect(throws: ProtocolBreach.self) { try received(document) }?.description
    }

    @Test func `every reply arrives as it was sent`() throws {
        var random = SeededRandom.announced()
        for _ in 0..<500 {
            let reply = randomReply(using: &random)
            #expect(try ExtractorReply(head: reply.head, text: reply.text) == reply)
        }
    }

    @Test func `a document that is not sound is a breach`() {
        #expect(breach { $0.text = [0xE6, 0xB2] } == "the text is not UTF-8")
        #expect(breach { $0.text = Array("a\0b".utf8) } == "a control character in the text")
        #expect(breach { $0.text = Array("a\r\n".utf8) } == "a control character in the text")
        #expect(breach { $0.title = String(repeating: "河", count: 2000) } == "a field of 6000 where 4096 are allowed")
        #expect(breach { $0.tags = Array(repeating: "", count: 1001) } == "a field of 1001 where 1000 are allowed")
        #expect(breach { $0.mediaType = "" } == "a media type or encoding that is no name")
        #expect(breach { $0.mediaType = "text/plain\n" } == "a media type or encoding that is no name")
        #expect(breach { $0.encoding = "十八" } == "a media type or encoding that is no name")
        #expect(breach { $0.encodingConfidence = .nan } == "a confidence that is not between 0 and 1")
        #expect(breach { $0.encodingConfidence = 1.5 } == "a confidence that is not between 0 and 1")
        #expect(breach { $0.places = .pages([3, 2]) } == "pages that do not rise")
        #expect(breach { $0.places = .pages([0]) } == "pages that do not rise")
        #expect(breach { $0.notices = ["\u{1B}[2J"] } == "a control character in a sentence")
        #expect(breach { $0.notices = ["\u{9B}2J"] } == "a control character in a sentence")
        #expect(
            breach { $0.notices = Array(repeating: "", count: 101) } == "a field of 101 where 100 are allowed")
    }

    @Test func `line numbers that are not those of a map are a breach`() throws {
        var document = Self.plain
        var lines = LineMap()
        lines.append(textLine: 2, sourceLine: 7)
        document.places = .lines(lines)
        let reply = ExtractorReply.extraction(.document(document))
        // The numbers 2 and 7 stand before the count of notices.
        for (place, value) in [(-12, 0), (-8, 0)] as [(Int, UInt8)] {
            var head = reply.head
            head[head.count + place] = value
            #expect(throws: ProtocolBreach("line numbers that do not rise")) {
                try ExtractorReply(head: head, text: reply.text)
            }
        }
    }

    @Test func `a text belongs to a document`() {
        #expect(throws: ProtocolBreach("a text without a document")) {
            try ExtractorReply(head: ExtractorReply.changed.head, text: [0x61])
        }
    }

    @Test func `something left over and something missing are breaches`() {
        let reply = ExtractorReply.extraction(.document(Self.plain))
        #expect(throws: ProtocolBreach("something is left over")) {
            try ExtractorReply(head: reply.head + [0], text: reply.text)
        }
        for count in 0..<reply.head.count {
            #expect(throws: ProtocolBreach.self) {
                try ExtractorReply(head: Array(reply.head.prefix(count)), text: reply.text)
            }
        }
    }

    @Test func `what was changed on the way is a breach or another sound reply`() throws {
        var random = SeededRandom.announced()
        for _ in 0..<5000 {
            let reply = randomReply(using: &random)
            var (head, text) = (reply.head, reply.text)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<head.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: head[index] = UInt8.random(in: 0...255, using: &random)
                case 1: head[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 2: head.removeSubrange(index..<min(head.count, index + 4))
                default:
                    if !text.isEmpty { text[index % text.count] = UInt8.random(in: 0...255, using: &random) }
                }
                if head.isEmpty { head = [0] }
            }
            checkIsSoundOrBreach(head: head, text: text)
        }
    }

    @Test func `noise is a breach or a sound reply`() {
        var random = SeededRandom.announced()
        for _ in 0..<5000 {
            let noise = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
                Bool.random(using: &random) ? 0 : UInt8.random(in: 0...255, using: &random)
            }
            checkIsSoundOrBreach(head: noise, text: [])
            checkIsSoundOrBreach(head: [0] + noise, text: noise)
        }
    }

    private func checkIsSoundOrBreach(head: [UInt8], text: [UInt8]) {
        guard let reply = try? ExtractorReply(head: head, text: text) else { return }
        // What is believed has one form only, and no line number leads beyond the numbers there are.
        #expect(reply.head == head)
        #expect(reply.text == text)
        if case .extraction(.document(let document)) = reply, case .lines(let lines) = document.places {
            #expect(lines.sourceLine(ofTextLine: Int(UInt32.max)) >= 1)
        }
    }
}
