import AllocationCounting
import Analysis
import GlassTables
import Matching
import SystemPackage
import TestSupport

/// What is done with every byte of a document asks for memory once a document at most, and never for a token, a term or a place.
final class Allocations {
    /// How often a text eight times as long may ask for memory beyond what the shorter one does: as often as buffers double.
    private static let doublings = 16

    /// With all that a text has: both scripts, forms that are folded, words, numbers, signs.
    private static let piece = """
        清晨的渡口很安靜，擺渡人把繩子解開，ＡＢＣ 與 ｶﾀｶﾅ 都寫在木牌上。The ferries were leaving at 6:30, 共 1,234 人。
        Ça va? 小船順流而下，兩岸的稻田一片連著一片👍🏽，每隔３公里有一座舊橋。

        """

    private static func text(_ count: Int) -> [UInt8] {
        (0..<count).flatMap { Array("第\($0)段：".utf8) + Array(piece.utf8) }
    }

    private let short = Allocations.text(300)
    private let long = Allocations.text(2400)
    private let analyzer: Analyzer
    private var problems: [String] = []

    private init(analyzer: Analyzer) {
        self.analyzer = analyzer
    }

    /// - Returns: a sentence for each path that allocates too often.
    static func problems() throws -> [String] {
        let allocations = Allocations(analyzer: try Analyzer())
        try allocations.run()
        return allocations.problems
    }

    private func run() throws {
        let folder = try analyzer.makeFolder()
        check("folding, with the way back") { _ = folder.fold($0) }
        check("folding") { folder.withFoldedBytes(of: $0) { use($0.count) } }
        check("segmentation") { text in
            text.withUnsafeBufferPointer { Segmenter().forEachSegment(in: $0) { use($0.range.count) } }
        }
        let accumulator = try analyzer.makeAccumulator()
        var grams: [UInt64] = []
        check("terms") { text in
            accumulator.add(text)
            grams.removeAll(keepingCapacity: true)
            accumulator.drain(grams: &grams) { term, _ in use(term.count) }
        }
        let queryAnalyzer = try analyzer.makeQueryAnalyzer()
        let texts = (folder.fold(short), folder.fold(long))
        func checkFolded(_ name: String, _ body: (FoldedText) -> Int) {
            check(name) { use(body($0.count == short.count ? texts.0 : texts.1)) }
        }
        for piece in ["擺渡人把繩子", "擺渡人把船"] {
            let needle = Needle(queryAnalyzer.tokens(of: piece))
            checkFolded("looking for \(piece)") { text in
                text.bytes.withUnsafeBufferPointer {
                    needle.matches(in: $0, beginningIn: 0..<$0.count, limit: .max).count
                }
            }
        }
        let question = queryAnalyzer.tokens(of: "舊橋和渡口的ferry")
        let matcher = ClauseMatcher.question(question, analyzer: queryAnalyzer)
        checkFolded("looking for a question's pieces") { matcher.matches(in: $0).count }
        let pairs = question.flatMap { token -> [(term: [UInt8], worth: Double)] in
            if case .grams(_, let pairs) = token.terms { pairs.map { (term: $0, worth: 1.0) } } else { [] }
        }
        let words = [(term: Array("ferry".utf8), worth: 1.0), (term: Array("Zferri".utf8), worth: 1.0)]
        let window = BestWindow(words: words, pairs: pairs, characters: [], analyzer: queryAnalyzer)
        checkFolded("the best window") { Int(window.worth(of: $0)) }
        try checkPostings()
    }

    /// Does it with the short text and with the long one, and counts the second time of each, when buffers have grown.
    private func check(_ name: String, _ body: ([UInt8]) -> Void) {
        let counts = [short, long].map { text in
            body(text)
            let before = allocation_count()
            body(text)
            return Int(allocation_count() - before)
        }
        tell(
            name, "\(counts[0]) and \(counts[1]) for \(short.count) and \(long.count) bytes",
            isFine: counts[1] - counts[0] <= Self.doublings)
    }

    private func tell(_ name: String, _ counts: String, isFine: Bool) {
        print("\(name): \(counts)")
        if !isFine { problems.append("\(name) allocates too often: \(counts)") }
    }

    /// As many documents again cost less than a tenth of an allocation for each of their terms' postings.
    private func checkPostings() throws {
        let added = try withTemporaryFolder { folder in
            let segment = try GlassSegment(folder.appending("tables"))
            var inverter = GlassInverter(segment, memoryBytes: 64 << 20)
            try Self.add(200, to: &inverter)
            let before = allocation_count()
            try Self.add(200, to: &inverter)
            let added = allocation_count() - before
            inverter.finish()
            _ = try segment.finish()
            return added
        }
        tell("postings", "\(added) for 200 documents of 500 terms", isFine: added <= 200 * 5)
    }

    private static func add(_ documentCount: Int, to inverter: inout GlassInverter) throws {
        let numbers = (1...500).map { UInt64(0x4E00 + $0 * 7) << 32 | 3 }
        let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        try numbers.withUnsafeBufferPointer { numbers in
            let terms = DocumentTerms(
                grams: numbers, bytes: none, ends: UnsafeBufferPointer(start: nil, count: 0),
                frequencies: UnsafeBufferPointer(start: nil, count: 0))
            for _ in 0..<documentCount { try inverter.add(terms, values: [], data: none) }
        }
    }

    /// The optimizer may not take away what makes a number.
    @inline(never)
    private func use(_ number: Int) {}
}
