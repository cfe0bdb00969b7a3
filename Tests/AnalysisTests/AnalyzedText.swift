import Testing

@testable import Analysis

/// The terms of a text as a document, found through one helper that checks what every analysis owes.
struct AnalyzedText {
    /// Each term with its frequency, in the order of the index.
    let terms: [(bytes: [UInt8], count: UInt32)]
    let distinct: Set<[UInt8]>

    /// Analyzes a text and checks the invariants: terms ascend and are distinct, are 1 to 240 bytes of valid UTF-8,
    /// occur at least once, and include each term of the same text as a query.
    init(_ text: String, weight: Int = 1, configuration: AnalyzerConfiguration = .init()) throws {
        let analyzer = try Analyzer(configuration)
        self.init(text, weight: weight, try analyzer.makeAccumulator())
        checkContains(try analyzer.makeQueryAnalyzer().tokens(of: text), of: text)
    }

    init(_ text: String, weight: Int = 1, _ accumulator: TermAccumulator) {
        accumulator.add(text.utf8, weight: weight)
        self.init(draining: accumulator, name: text)
    }

    init(draining accumulator: TermAccumulator, name text: String) {
        var terms: [(bytes: [UInt8], count: UInt32)] = []
        accumulator.drain { terms.append((Array($0), $1)) }
        self.terms = terms
        distinct = Set(terms.map(\.bytes))
        let ascends = zip(terms, terms.dropFirst()).allSatisfy { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        #expect(ascends, "terms of \(text.prefix(200).debugDescription) do not ascend")
        for (bytes, count) in terms {
            let isFit =
                (1...Term.longestBytes).contains(bytes.count) && String(validating: bytes, as: UTF8.self) != nil
                && count > 0
            #expect(isFit, "term \(bytes) × \(count) of \(text.prefix(200).debugDescription)")
        }
    }

    /// `term×frequency`, separated by blanks; no term contains one.
    var line: String {
        terms.map { "\(String(decoding: $0.bytes, as: UTF8.self))×\($0.count)" }.joined(separator: " ")
    }

    func contains(_ term: String) -> Bool { distinct.contains(Array(term.utf8)) }

    /// Expects that a query's terms occur, stems included: what is asked for a run of one character is the character.
    func checkContains(_ tokens: [Token], of query: String, _ comment: @autoclosure () -> String = "") {
        for term in tokens.flatMap(\.allTerms) where !distinct.contains(term) {
            Issue.record(
                """
                query \(query.debugDescription) has the term '\(String(decoding: term, as: UTF8.self))', \
                the document has not. \(comment())
                """)
        }
    }
}

extension Token {
    /// Every term the token offers to a query.
    var allTerms: [[UInt8]] {
        switch terms {
        case .grams(let characters, let pairs): characters + pairs
        case .word(let word, _, let stem): [word] + (stem.map { [$0] } ?? [])
        }
    }
}
