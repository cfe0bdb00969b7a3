import TestSupport
import Testing
import Wire

@testable import SearchServer

@Suite struct JSONTextTests {
    private static let characters: [Character] = [
        "小", "米", "a", "\"", "\\", "/", "\n", "\t", "\r", "\u{8}", "\u{C}", "\0", "\u{1B}", "\u{7F}", "\u{2028}", "👍🏽",
        "é",
        "\u{FFFF}", "\u{10FFFF}", "\r\n",
    ]

    private func text(_ random: inout SeededRandom) -> String {
        String(
            (0..<Int.random(in: 0...12, using: &random)).map { _ in Self.characters.randomElement(using: &random) ?? "a"
            })
    }

    private func sometimes<Value>(_ random: inout SeededRandom, _ value: (inout SeededRandom) -> Value) -> Value? {
        Bool.random(using: &random) ? value(&random) : nil
    }

    private func number(_ random: inout SeededRandom) -> Double {
        [0, 1, 0.5, -3.25, 1e6 + 0.125, 2_000_017.4321, 1e16, 1e-7, Double.random(in: 0...100, using: &random)]
            .randomElement(using: &random) ?? 0
    }

    private func hit(_ random: inout SeededRandom) -> Hit {
        Hit(
            path: text(&random), uri: text(&random), title: text(&random), author: sometimes(&random, text),
            date: sometimes(&random, text), type: text(&random), size: Int.random(in: 0...1 << 40, using: &random),
            encoding: sometimes(&random, text), encodingConfidence: sometimes(&random, number),
            line: sometimes(&random) { Int.random(in: 1...1000, using: &$0) },
            page: sometimes(&random) { Int.random(in: 1...1000, using: &$0) }, score: number(&random),
            exact: sometimes(&random) { Bool.random(using: &$0) },
            partial: sometimes(&random) { Bool.random(using: &$0) },
            snippet: (0..<Int.random(in: 0...3, using: &random)).map { _ in
                SnippetPiece(text: text(&random), match: sometimes(&random) { Bool.random(using: &$0) })
            })
    }

    @Test func `an answer is written as Foundation's encoder writes it`() throws {
        var random = SeededRandom.announced()
        for _ in 0..<300 {
            let answer = SearchResponse(
                query: text(&random),
                total: Total(lower: 0, estimated: 3, upper: Int.random(in: 3...99, using: &random)),
                hits: (0..<Int.random(in: 0...3, using: &random)).map { _ in hit(&random) },
                notices: (0..<Int.random(in: 0...2, using: &random)).map { _ in
                    Notice(code: text(&random), message: text(&random))
                },
                facets: sometimes(&random) {
                    ["tag": Facet(values: [Facet.Value(value: text(&$0), count: 2)], exact: true)]
                },
                suggestion: sometimes(&random, text), tookMilliseconds: number(&random),
                explanation: sometimes(&random) {
                    Explanation(
                        tree: text(&$0), plan: text(&$0),
                        timings: [Explanation.Timing(step: text(&$0), milliseconds: number(&$0))])
                })
            let written = String(decoding: try answer.json(Response.encode), as: UTF8.self)
            #expect(written == String(decoding: try Response.encode(answer), as: UTF8.self))
        }
    }
}
