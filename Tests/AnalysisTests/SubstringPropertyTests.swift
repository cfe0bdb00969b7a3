import FoundationEssentials
import TestSupport
import Testing

@testable import Analysis

/// The property that search rests on: a piece of a document has no term that the document has not.
struct SubstringPropertyTests {
    @Test func `a piece of random text gives only terms of the text`() throws {
        var text = RandomText(random: SeededRandom.announced())
        let analyzer = try Analyzer()
        let accumulator = try analyzer.makeAccumulator()
        let queries = try analyzer.makeQueryAnalyzer()
        var cases = 0
        while cases < 20_000 {
            let document = text.next(pieces: 60)
            let terms = AnalyzedText(document, accumulator)
            let substrings = Substrings(of: document)
            for _ in 0..<20 {
                guard let piece = substrings.random(upTo: 24, using: &text.random) else { break }
                terms.checkContains(
                    queries.tokens(of: piece), of: piece,
                    "Document \(document.debugDescription)")
                cases += 1
            }
        }
    }

    @Test(.enabled(if: SharedFolder.isRequired("seeds"), "\(SharedFolder.absence)"))
    func `a piece of a real document gives only terms of the document`() throws {
        let seeds = try SharedFolder.seeds()
        #expect(!seeds.isEmpty)
        var random = SeededRandom.announced()
        let analyzer = try Analyzer()
        let accumulator = try analyzer.makeAccumulator()
        let queries = try analyzer.makeQueryAnalyzer()
        for (name, document) in seeds {
            let terms = AnalyzedText(document, accumulator)
            let substrings = Substrings(of: document)
            for _ in 0..<4_000 {
                guard let piece = substrings.random(upTo: 40, using: &random) else { continue }
                terms.checkContains(queries.tokens(of: piece), of: piece, "Seed \(name)")
            }
        }
    }

    @Test(.enabled(if: SharedFolder.isRequired("seeds"), "\(SharedFolder.absence)"))
    func `words torn by the book's hard wraps are terms`() throws {
        let book = try #require(try SharedFolder.seeds().first { $0.name.hasPrefix("004") })
        let terms = AnalyzedText(book.text, try Analyzer().makeAccumulator())
        for word in ["算机", "机还", "旧有", "能家", "家居", "一家", "家公"] { #expect(terms.contains(word)) }
    }
}
