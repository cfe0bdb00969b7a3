import Analysis
import TestSupport
import Testing

@testable import Matching

struct BestWindowTests {
    private let analyzer: QueryAnalyzer
    private let folder: TextFolder

    init() throws {
        let analyzer = try Analyzer()
        self.analyzer = try analyzer.makeQueryAnalyzer()
        folder = try analyzer.makeFolder()
    }

    private typealias Term = (term: [UInt8], worth: Double)

    private func window(words: [String] = [], pairs: [String] = [], characters: [String] = []) -> BestWindow {
        func terms(_ texts: [String], worth: Double) -> [Term] { texts.map { (Array($0.utf8), worth) } }
        return BestWindow(
            words: terms(words, worth: 4), pairs: terms(pairs, worth: 2), characters: terms(characters, worth: 1),
            analyzer: analyzer)
    }

    /// The best window of a text: what it is worth, and the text it spans.
    private func best(_ window: BestWindow, _ text: String) -> (worth: Double, text: String)? {
        let folded = folder.fold(text.utf8)
        return window.best(in: folded).map { ($0.worth, String(decoding: folded.bytes[$0.range], as: UTF8.self)) }
    }

    @Test func `different terms that stand near each other are worth their sum`() throws {
        let window = window(pairs: ["渡口", "老人"], characters: ["船"])
        let found = try #require(best(window, "清晨的渡口没有船，老人在渡口等。"))
        #expect(found == (5, "渡口没有船,老人"))
        #expect(window.highestWorth == 5)
    }

    @Test func `a term counts once, however often it stands there`() throws {
        #expect(try #require(best(window(pairs: ["渡口", "老人"]), "渡口渡口渡口")).worth == 2)
    }

    @Test func `terms in more than a hundred characters do not add up`() throws {
        let window = window(pairs: ["渡口", "老人"])
        func text(_ between: Int) -> String { "渡口" + String(repeating: "水", count: between) + "老人" }
        #expect(try #require(best(window, text(102))).worth == 4)
        #expect(try #require(best(window, text(103))).worth == 2)
    }

    @Test func `the best of several windows is taken, not the first`() throws {
        let far = String(repeating: "水", count: 120)
        let found = try #require(best(window(pairs: ["渡口", "老人"]), "渡口" + far + "老人在渡口" + far + "老人"))
        #expect(found == (4, "老人在渡口"))
    }

    @Test func `a word is itself or its stem, and as long as its letters`() throws {
        let window = window(words: ["connected", "Zconnect", "5"])
        #expect(try #require(best(window, "Connections of 5 kinds")).worth == 8)
        #expect(try #require(best(window, "connected " + String(repeating: "a ", count: 154) + "5")).worth == 12)
        #expect(try #require(best(window, "connected " + String(repeating: "a ", count: 155) + "5")).worth == 8)
    }

    @Test func `a pair does not cross a mark, and 𠮷 is a character like any other`() throws {
        #expect(best(window(pairs: ["渡口"]), "渡，口") == nil)
        #expect(try #require(best(window(pairs: ["𠮷野"]), "在𠮷野家")).text == "𠮷野")
    }

    @Test func `only what begins within the range counts`() throws {
        let folded = folder.fold("渡口的老人".utf8)
        let window = window(pairs: ["渡口", "老人"])
        #expect(window.best(in: folded, beginningIn: 3..<9) == nil)
        #expect(window.best(in: folded, beginningIn: 9..<10)?.worth == 2)
        #expect(window.best(in: folded, beginningIn: 0..<10)?.worth == 4)
    }

    @Test func `random texts have the best window that trying them all finds`() throws {
        var random = SeededRandom.announced()
        let alphabet = Array("甲乙丙丁")
        let window = window(pairs: ["甲乙", "乙丙", "丁丁"], characters: ["甲", "丙"])
        for _ in 0..<50 {
            let text = (0..<400).map { _ in
                Int.random(in: 0..<30, using: &random) == 0 ? alphabet.randomElement(using: &random) ?? "甲" : "水"
            }
            var highest = 0.0
            for start in text.indices {
                var terms = Set<String>()
                for index in start..<min(start + 106, text.count) {
                    terms.insert(String(text[index]))
                    if index > start { terms.insert(String(text[index - 1...index])) }
                }
                let worth = terms.reduce(0.0) { $0 + (["甲乙": 2, "乙丙": 2, "丁丁": 2, "甲": 1, "丙": 1][$1] ?? 0) }
                highest = max(highest, worth)
            }
            #expect((best(window, String(text))?.worth ?? 0) == highest, "\(String(text))")
        }
    }
}
