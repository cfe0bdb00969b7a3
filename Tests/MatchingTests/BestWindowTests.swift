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

    private func worth(_ window: BestWindow, _ text: String) -> Double {
        window.worth(of: folder.fold(text.utf8))
    }

    private func water(_ count: Int) -> String { String(repeating: "水", count: count) }

    @Test func `different terms that stand near each other are worth their sum`() {
        let window = window(pairs: ["渡口", "老人"], characters: ["船"])
        #expect(worth(window, "清晨的渡口没有船，老人在渡口等。") == 5)
        #expect(window.highestWorth == 5)
    }

    @Test func `a term counts once, however often it stands there`() {
        #expect(worth(window(pairs: ["渡口", "老人"]), "渡口渡口渡口") == 2)
    }

    @Test func `terms of a clause are worth more together than terms of a passage, and those more than terms apart`() {
        let window = window(pairs: ["渡口", "老人"])
        func worth(_ between: Int) -> Double { self.worth(window, "渡口" + water(between) + "老人") }
        #expect(worth(26) == 4)
        #expect(worth(27) == 3)
        #expect(worth(129) == 3)
        #expect(worth(130) == 2)
    }

    @Test func `the best of several windows is taken, not the first`() {
        let window = window(pairs: ["渡口", "老人"])
        #expect(worth(window, "渡口" + water(140) + "老人在渡口" + water(140) + "老人") == 4)
    }

    @Test func `a word is itself or its stem, and as long as its letters`() {
        let window = window(words: ["connected", "Zconnect", "5"])
        #expect(worth(window, "Connections of 5 kinds") == 8)
        #expect(worth(window, "connected " + String(repeating: "a ", count: 39) + " 5") == 12)
        #expect(worth(window, "connected " + String(repeating: "a ", count: 40) + " 5") == 10)
    }

    @Test func `a pair does not cross a mark, and 𠮷 is a character like any other`() {
        #expect(worth(window(pairs: ["渡口"]), "渡，口") == 0)
        #expect(worth(window(pairs: ["𠮷野"]), "在𠮷野家") == 2)
    }

    @Test func `only what begins within the range counts`() {
        let folded = folder.fold("渡口的老人".utf8)
        let window = window(pairs: ["渡口", "老人"])
        #expect(window.worth(of: folded, beginningIn: 3..<9) == 0)
        #expect(window.worth(of: folded, beginningIn: 9..<10) == 2)
        #expect(window.worth(of: folded, beginningIn: 0..<10) == 4)
    }

    @Test func `random texts are worth what trying all their stretches finds`() {
        var random = SeededRandom.announced()
        let alphabet = Array("甲乙丙丁")
        let worths = ["甲乙": 2.0, "乙丙": 2, "丁丁": 2, "甲": 1, "丙": 1]
        let window = window(pairs: ["甲乙", "乙丙", "丁丁"], characters: ["甲", "丙"])
        for _ in 0..<50 {
            let text = (0..<400).map { _ in
                Int.random(in: 0..<20, using: &random) == 0 ? alphabet.randomElement(using: &random) ?? "甲" : "水"
            }
            func highest(of length: Int) -> Double {
                text.indices.map { start in
                    var terms = Set<String>()
                    for index in start..<min(start + length, text.count) {
                        terms.insert(String(text[index]))
                        if index > start { terms.insert(String(text[index - 1...index])) }
                    }
                    return terms.reduce(0) { $0 + (worths[$1] ?? 0) }
                }.max() ?? 0
            }
            #expect(worth(window, String(text)) == (highest(of: 30) + highest(of: 133)) / 2, "\(String(text))")
        }
    }
}
