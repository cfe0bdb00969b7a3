internal import Analysis
internal import IndexSchema
internal import XapianIndex

/// Finds titles: those that begin with a text, those that contain it, and those that it is the pinyin of.
struct TitleSuggestions {
    let reader: IndexReader
    let folder: TextFolder
    let deadline: ContinuousClock.Instant

    /// The documents whose titles are read to see whether they contain a text: each costs the inflating of a document.
    private static let mostContaining = 24
    /// The words that stand for the beginning of one.
    private static let mostWords = 50

    struct Found {
        var suggestions: [Suggestion] = []
        var isCutShort = false
    }

    /// The titles that begin with folded text, the most frequent first.
    func beginning(with typed: [UInt8], count: Int, until end: ContinuousClock.Instant) throws -> Found {
        let prefix = Array(TermPrefix.wholeTitle.utf8)
        let scan = try TermScan(reader, startingWith: prefix + typed, count: count, until: end)
        var found = Found(isCutShort: scan.isCutShort)
        for term in scan.terms {
            var documents = try reader.documents(containing: term.term)
            guard let id = try documents.next() else { continue }
            found.suggestions.append(
                Suggestion(text: try DocumentTitle.read(id, reader), source: .title, documentCount: term.frequency))
        }
        return found
    }

    /// The titles that contain folded text, but do not begin with it.
    func containing(_ typed: [UInt8], _ tokens: [Token], count: Int) throws -> Found {
        guard count > 0, let last = tokens.last else { return Found() }
        let queries = tokens.dropLast().flatMap { Self.terms(of: $0) }.map { IndexQuery.term($0) }
        let lastQueries: [IndexQuery] =
            switch last.terms {
            case .grams: Self.terms(of: last).map { IndexQuery.term($0) }
            case .word:
                [.termsStarting(with: Array(TermPrefix.title.utf8) + last.text, limit: Self.mostWords)]
            }
        let set = try reader.search(.and(queries + lastQueries), count: Self.mostContaining, weighting: .none)
        var found = Found(isCutShort: set.countUpperBound > Self.mostContaining)
        var seen: Set<[UInt8]> = []
        for match in set.matches {
            guard ContinuousClock.now < deadline else {
                found.isCutShort = true
                break
            }
            let title = try DocumentTitle.read(match.documentID, reader)
            let folded = Self.wholeTitle(title, folder)
            guard !folded.starts(with: typed), folded.contains(typed), seen.insert(folded).inserted else { continue }
            found.suggestions.append(try suggestion(title, folded, .title))
        }
        found.suggestions.sort { $0.documentCount > $1.documentCount }
        found.suggestions = Array(found.suggestions.prefix(count))
        return found
    }

    /// The titles that Latin letters are the pinyin or the initials of, from one of their characters on.
    func typed(inPinyin letters: [UInt8], count: Int, until end: ContinuousClock.Instant) throws -> Found {
        var found = Found()
        var seen: Set<[UInt8]> = []
        for prefix in [TermPrefix.pinyin, TermPrefix.pinyinInitials] {
            let scan = try TermScan(reader, startingWith: Array(prefix.utf8) + letters, count: count, until: end)
            if scan.isCutShort { found.isCutShort = true }
            for term in scan.terms where found.suggestions.count < count {
                var documents = try reader.documents(containing: term.term)
                // The same letters may be several titles; who wants them all types on.
                for _ in 0..<count where found.suggestions.count < count && ContinuousClock.now < deadline {
                    guard let id = try documents.next() else { break }
                    let title = try DocumentTitle.read(id, reader)
                    let folded = Self.wholeTitle(title, folder)
                    if seen.insert(folded).inserted {
                        found.suggestions.append(try suggestion(title, folded, .pinyin))
                    }
                }
            }
        }
        return found
    }

    /// A title as `TermPrefix.wholeTitle` has it.
    static func wholeTitle(_ title: String, _ folder: TextFolder) -> [UInt8] {
        folder.fold(title.utf8).bytes.filter { $0 >= 0x20 }
    }

    private func suggestion(
        _ title: String, _ folded: [UInt8], _ source: Suggestion.Source
    ) throws(IndexError) -> Suggestion {
        let frequency = try reader.termFrequency(Array(TermPrefix.wholeTitle.utf8) + Term.fitting(folded))
        return Suggestion(text: title, source: source, documentCount: frequency)
    }

    private static func terms(of token: Token) -> [[UInt8]] {
        let prefix = Array(TermPrefix.title.utf8)
        return switch token.terms {
        case .grams(let characters, let pairs): (pairs.isEmpty ? characters : pairs).map { prefix + $0 }
        case .word(let term, _, _): [prefix + term]
        }
    }
}
