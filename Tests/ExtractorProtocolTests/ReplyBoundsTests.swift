import Documents
import Testing

@testable import ExtractorProtocol

struct ReplyBoundsTests {
    private func fitted(
        _ limits: ExtractionLimits = ExtractionLimits(), _ change: (inout ExtractedDocument) -> Void
    ) throws -> ExtractedDocument {
        var document = ExtractedDocument(
            title: "河", mediaType: "text/plain", text: Array("河水向东\n".utf8), places: .lines(LineMap()))
        change(&document)
        let fitted = ReplyBounds.fitted(document, to: limits)
        // Whatever was made to fit is accepted.
        let reply = ExtractorReply.extraction(.document(fitted))
        #expect(try ExtractorReply(head: reply.head, text: reply.text) == reply)
        return fitted
    }

    @Test func `a document that fits is left as it is`() throws {
        #expect(try fitted { _ in }.notices == [])
    }

    @Test func `what is too long is cut at a character`() throws {
        let long = String(repeating: "河", count: 5000)
        let document = try fitted {
            $0.title = long
            $0.author = long
            $0.tags = Array(repeating: long, count: 2000)
            $0.language = long
            $0.notices = Array(repeating: long, count: 2000)
        }
        #expect(document.title == String(repeating: "河", count: 4096 / 3))
        #expect(document.tags.count == ReplyBounds.tagCount)
        #expect(document.tags.first?.utf8.count == 1023)
        #expect(document.notices.count < ReplyBounds.noticeCount)
    }

    @Test func `a sentence has no control characters`() throws {
        #expect(try fitted { $0.notices = ["甲\u{1B}[2J\n乙\u{9B}"] }.notices == ["甲 [2J 乙 "])
        let skipped = ReplyBounds.fitted(.skipped(reason: "甲\u{7}乙"), to: ExtractionLimits())
        #expect(skipped == .skipped(reason: "甲 乙"))
    }

    @Test(arguments: [(15, 15), (13, 12), (12, 12), (11, 9), (1, 0)])
    func `a text that is too long is cut with a notice`(limit: Int, kept: Int) throws {
        let document = try fitted(ExtractionLimits(textBytes: limit)) { $0.text = Array("河水向东流".utf8) }
        #expect(document.text == Array("河水向东流".utf8.prefix(kept)))
        let notice = "only the first \(kept) bytes of the text are searched (index.max_text_bytes)"
        #expect(document.notices == (limit == 15 ? [] : [notice]))
    }

    @Test func `characters that no text has become blanks`() throws {
        #expect(try fitted { $0.text = Array("河\0水\r".utf8) }.text == Array("河 水 ".utf8))
    }

    @Test func `more places than can be sent are left out with a notice`() throws {
        let document = try fitted { $0.places = .pages(Array(repeating: 1, count: ReplyBounds.placeCount + 1)) }
        #expect(document.places == .none)
        #expect(document.notices == ["matches have no line numbers: the text comes from too many places"])
    }

    @Test func `a long reason is cut`() {
        let extraction = ReplyBounds.fitted(
            .skipped(reason: String(repeating: "长", count: 900)), to: ExtractionLimits())
        #expect(extraction == .skipped(reason: String(repeating: "长", count: 341)))
    }
}
