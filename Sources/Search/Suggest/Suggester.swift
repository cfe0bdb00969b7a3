internal import Analysis
internal import XapianIndex

/// Completes what somebody types, from titles and from the terms and texts of the index.
struct Suggester {
    let queryAnalyzer: QueryAnalyzer
    let folder: TextFolder
    let reader: IndexReader
    /// What each of the scans and readings may take; the whole stays far below the patience of who types.
    var step = Duration.milliseconds(5)

    /// Longer texts are no beginning of a title or word.
    private static let longestTypedBytes = 200

    func answer(_ request: SuggestRequest) throws -> SuggestAnswer {
        let typed = Self.trimmed(queryAnalyzer.folded(request.text))
        let tokens = queryAnalyzer.tokens(of: String(decoding: typed, as: UTF8.self))
        guard !tokens.isEmpty, request.limit > 0, typed.count <= Self.longestTypedBytes else {
            return SuggestAnswer(suggestions: [])
        }
        func end() -> ContinuousClock.Instant { min(request.deadline, .now + step) }

        let titles = TitleSuggestions(reader: reader, folder: folder, deadline: request.deadline)
        var first = try titles.beginning(with: typed, count: request.limit, until: end())
        let more = try titles.containing(typed, tokens, count: request.limit - first.suggestions.count)
        first.suggestions += more.suggestions
        let terms = try TermSuggestions(reader: reader, queryAnalyzer: queryAnalyzer, folder: folder)
            .continuations(of: typed, tokens, count: request.limit, until: end())
        var answer = SuggestAnswer(
            suggestions: Self.merged(first.suggestions, terms.suggestions, limit: request.limit),
            isCutShort: first.isCutShort || more.isCutShort || terms.isCutShort)
        // What is typed in Latin letters may be pinyin; but what it finds as it stands comes first.
        if let letters = Self.letters(of: typed), answer.suggestions.count < request.limit {
            let pinyin = try titles.typed(inPinyin: letters, count: request.limit, until: end())
            answer.suggestions = Self.distinct(answer.suggestions + pinyin.suggestions, limit: request.limit)
            if pinyin.isCutShort { answer.isCutShort = true }
        }
        return answer
    }

    /// Titles and then terms, each half of the list; one takes the room that the other leaves.
    private static func merged(_ titles: [Suggestion], _ terms: [Suggestion], limit: Int) -> [Suggestion] {
        let terms = distinct(titles + terms, limit: .max).dropFirst(distinct(titles, limit: .max).count)
        let titles = distinct(titles, limit: .max)
        let titleCount = min(titles.count, max((limit + 1) / 2, limit - terms.count))
        return Array(titles.prefix(titleCount)) + terms.prefix(limit - titleCount)
    }

    /// Each text once, as it stands first.
    private static func distinct(_ suggestions: [Suggestion], limit: Int) -> [Suggestion] {
        var seen: Set<String> = []
        return Array(suggestions.filter { seen.insert($0.text.lowercased()).inserted }.prefix(limit))
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        let bytes = bytes.filter { $0 >= 0x20 }
        guard let first = bytes.firstIndex(where: { $0 != 0x20 }),
            let last = bytes.lastIndex(where: { $0 != 0x20 })
        else { return [] }
        return Array(bytes[first...last])
    }

    /// The letters and digits of what may be pinyin, without the blanks and `'` between syllables; nil for anything else.
    static func letters(of typed: [UInt8]) -> [UInt8]? {
        let letters = typed.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "'") }
        let isPinyin = letters.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        guard isPinyin, let first = letters.first, first >= UInt8(ascii: "a") else { return nil }
        return letters
    }
}
