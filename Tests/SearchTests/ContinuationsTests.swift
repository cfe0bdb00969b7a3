import TestSupport
import Testing

@testable import Search

struct ContinuationsTests {
    /// Adds texts, each in a document of its own, character by character.
    private func best(_ texts: [String], limit: Int = 10) -> [String] {
        var continuations = Continuations()
        for (number, text) in texts.enumerated() {
            continuations.add(text.map { Array($0.utf8)[...] }, document: number)
        }
        return continuations.best(limit).map { "\(String(decoding: $0.text, as: UTF8.self)) \($0.documents)" }
    }

    @Test(
        arguments: [
            // Nearly always goes on: taken further.
            (["家居", "家居", "家居", "家居", "家电"], ["家居 4"]),
            // Continuations that share a beginning are taken, and not the beginning.
            (["手机", "手机", "手机", "手表", "手表"], ["手机 3", "手表 2"]),
            // Half of them agree.
            (["家居", "家居", "家", "家"], ["家居 2"]),
            // Mostly nothing follows: the beginning is a whole.
            (["生活", "生", "生"], ["生 3"]),
            // Seen once counts only where nothing was seen twice.
            (["一一", "二二", "二二"], ["二二 2"]),
            (["一二三四五六七八"], ["一二三四五六 1"]),
            ([], []), ([""], []),
        ])
    func `what nearly always follows is taken further`(_ texts: [String], _ expected: [String]) {
        #expect(best(texts) == expected)
    }

    @Test func `a document counts once, however often it has the text`() {
        var continuations = Continuations()
        for document in [0, 0, 0, 1] { continuations.add([Array("居".utf8)[...]], document: document) }
        #expect(continuations.best(1) == [.init(text: Array("居".utf8), occurrences: 4, documents: 2)])
    }

    @Test func `any texts give continuations that some of them begin with, most frequent first`() {
        var random = SeededRandom.announced()
        for _ in 0..<50 {
            let texts = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                String(
                    (0..<Int.random(in: 0...8, using: &random)).map { _ in
                        Array("甲乙丙")[Int.random(in: 0..<3, using: &random)]
                    })
            }
            var continuations = Continuations()
            for (number, text) in texts.enumerated() {
                continuations.add(text.map { Array($0.utf8)[...] }, document: number)
            }
            let found = continuations.best(5)
            #expect(found.count <= 5)
            #expect(zip(found, found.dropFirst()).allSatisfy { $0.documents >= $1.documents })
            for count in found {
                let text = String(decoding: count.text, as: UTF8.self)
                #expect(texts.count { $0.hasPrefix(text) } == count.documents)
            }
        }
    }
}
