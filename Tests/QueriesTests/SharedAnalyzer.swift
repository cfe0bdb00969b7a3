import Analysis

/// One analyzer for all tests: each row of a table is a test of its own, and an analyzer reads a dictionary.
enum SharedAnalyzer {
    private static let analyzer = Result { try Analyzer() }

    static func queries() throws -> QueryAnalyzer {
        try analyzer.get().makeQueryAnalyzer()
    }
}
