import Testing

@testable import Analysis

struct AnalyzerTests {
    @Test func `the fingerprint is the same each time and names what decides the terms`() throws {
        let fingerprint = try Analyzer().fingerprint
        #expect(try Analyzer().fingerprint == fingerprint)
        let form = /sou-analysis \d+, icu \d+(\.\d+)+, simplifications [0-9a-f]{16}, stemmer english/
        #expect(fingerprint.wholeMatch(of: form) != nil, "\(fingerprint)")
    }

    @Test func `the fingerprint changes with the stemmer`() throws {
        let stemmers: [String?] = ["english", "german", nil]
        let fingerprints = try stemmers.map { try Analyzer(.init(latinStemmer: $0)).fingerprint }
        #expect(Set(fingerprints).count == 3)
        #expect(fingerprints[2].hasSuffix("stemmer none"))
    }

    @Test func `an unknown stemmer is named with its remedy`() throws {
        let error = #expect(throws: AnalysisError.self) { try Analyzer(.init(latinStemmer: "klingon")) }
        #expect(
            error?.description
                == "cannot stem words: Snowball has no algorithm 'klingon'; use its English name such as 'english', or 'none'"
        )
    }

    @Test func `a broken ICU is named with its remedy`() {
        #expect(
            AnalysisError.noFolder.description
                == "cannot fold text: ICU gives no NFKC_Casefold; install the package libicu72 again")
    }

    @Test func `one analyzer serves several threads`() async throws {
        let analyzer = try Analyzer()
        let text = "渡口的薄雾，C++ 與檢索\n系統 connected 96.9"
        let lines = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { AnalyzedText(text, try analyzer.makeAccumulator()).line } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(lines.count == 1)
    }
}
