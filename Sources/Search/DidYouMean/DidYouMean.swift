internal import Analysis
internal import IndexSchema
internal import XapianIndex

/// Guesses what a query that found nothing was meant to be: a Latin word mistyped, or Chinese typed with characters of the
/// same sound or as pinyin.
///
/// A guess counts only when a search for it finds something.
struct DidYouMean {
    let queryAnalyzer: QueryAnalyzer
    let pinyin: Pinyin
    let characters: FrequentCharacters
    let folder: TextFolder
    let reader: IndexReader
    let deadline: ContinuousClock.Instant
    /// Runs of characters that were looked for, folded, and whether any document has them.
    let knownRuns: [[UInt8]: Bool]
    /// How many documents a search for a query finds, up to some.
    let count: (String) throws -> Int

    /// A query of more words is not guessed at.
    private static let mostTokens = 8
    /// The readings of a word that are tried.
    private static let readingsPerWord = 3
    private static let spellingsPerWord = 3
    /// The titles whose text is compared with what was typed.
    private static let mostTitles = 3
    /// A longer run of characters is no word that was heard and typed.
    private static let longestRun = 8
    /// Each guess that is looked for costs a search; what the first two do not find, the third seldom does.
    private static let mostSearches = 2

    /// Tokens that belong together, and what they may have been meant to be, best first.
    private struct Guess {
        var tokens: Range<Int>
        var texts: [String]
    }

    /// The query as it was probably meant; nil when no guess finds anything.
    func suggestion(for query: String) throws -> String? {
        let tokens = queryAnalyzer.tokens(of: query)
        guard (1...Self.mostTokens).contains(tokens.count) else { return nil }
        let areUnknown = try tokens.map { try isUnknown($0, in: query) }
        // `lei jun zao che` is one text, typed with blanks between its syllables.
        if let run = Self.run(tokens, areUnknown) {
            let texts = try texts(for: Array(tokens[run]), spelling: false)
            if let best = try best(texts.map { replaced(query, tokens, [Guess(tokens: run, texts: [$0])]) }) {
                return best
            }
        }
        var guesses: [Guess] = []
        for index in tokens.indices where areUnknown[index] {
            let found = try texts(for: [tokens[index]])
            if !found.isEmpty { guesses.append(Guess(tokens: index..<index + 1, texts: found)) }
        }
        guard !guesses.isEmpty else { return nil }
        // The best for every word, and then one word after another by its second best.
        var choices = [guesses]
        for index in guesses.indices where guesses[index].texts.count > 1 {
            var choice = guesses
            choice[index].texts.removeFirst()
            choices.append(choice)
        }
        return try best(choices.map { replaced(query, tokens, $0) })
    }

    /// The query with the first text of each guess in its place.
    private func replaced(_ query: String, _ tokens: [Token], _ guesses: [Guess]) -> String {
        var bytes = Array(query.utf8)
        for guess in guesses.reversed() {
            let start = tokens[guess.tokens.lowerBound].sourceRange.lowerBound
            bytes.replaceSubrange(
                start..<tokens[guess.tokens.upperBound - 1].sourceRange.upperBound, with: guess.texts[0].utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The one of the first queries that finds the most, the first of equal ones; nil when none finds anything in time.
    private func best(_ queries: [String]) throws -> String? {
        var best: (query: String, count: Int)?
        for query in queries.prefix(Self.mostSearches) where ContinuousClock.now < deadline {
            let count = try count(query)
            if count > best?.count ?? 0 { best = (query, count) }
        }
        return best?.query
    }

    /// The tokens from the first unknown one to the last, when all of them are unknown, nothing but blanks stands between
    /// them, and there are at least two.
    private static func run(_ tokens: [Token], _ areUnknown: [Bool]) -> Range<Int>? {
        guard let first = areUnknown.firstIndex(of: true), let last = areUnknown.lastIndex(of: true), first < last
        else {
            return nil
        }
        let isJoined = tokens[first + 1...last].allSatisfy { $0.gap <= .blank }
        return isJoined && areUnknown[first...last].allSatisfy(\.self) ? first..<last + 1 : nil
    }

    /// True when the index does not have the token, so that it may be a mistake; the names of fields are none.
    private func isUnknown(_ token: Token, in query: String) throws -> Bool {
        let source = query.utf8.dropFirst(token.sourceRange.lowerBound).prefix(token.sourceRange.count)
        let behind = String(decoding: query.utf8.dropFirst(token.sourceRange.upperBound).prefix(3), as: UTF8.self)
        if behind.hasPrefix(":") || behind.hasPrefix("：") { return false }
        switch token.terms {
        case .word(let term, _, let stem):
            let isOperator = ["OR", "AND", "NOT", "NEAR"].contains(String(decoding: source, as: UTF8.self))
            guard token.kind == .word, !isOperator else { return false }
            return try reader.termFrequency(term) == 0 && (stem.map { try reader.termFrequency($0) } ?? 0) == 0
        case .grams(let characters, let pairs):
            guard (2...Self.longestRun).contains(characters.count) else { return false }
            // It was looked for already; or no document has all of its pairs.
            if token.sourceRange == 0..<query.utf8.count { return true }
            if let isThere = knownRuns[token.text] { return !isThere }
            for pair in pairs where try reader.termFrequency(pair) == 0 { return true }
            return try count("\"" + String(decoding: token.text, as: UTF8.self) + "\"") == 0
        }
    }

    // MARK: Guesses

    /// What tokens that belong together may have been meant to be, best first: from titles, from the texts' pairs of
    /// characters, and a single word as another word.
    private func texts(for tokens: [Token], spelling: Bool = true) throws -> [String] {
        var texts: [[UInt8]] = []
        var lattice = SyllableLattice()
        var isReadable = true
        for token in tokens where isReadable {
            switch token.terms {
            case .grams(let characters, _): isReadable = lattice.add(characters: characters, pinyin)
            case .word(let term, _, _): isReadable = token.kind == .word && lattice.add(word: term, pinyin)
            }
        }
        if isReadable, lattice.end <= SyllableLattice.longest {
            texts += try titleTexts(lattice)
            texts += try HomophoneDecoder(characters: characters, reader: reader, deadline: deadline)
                .texts(of: lattice, count: Self.readingsPerWord)
        }
        if spelling, tokens.count == 1, case .word(let term, _, _) = tokens[0].terms {
            texts += try SpellingCorrections(reader: reader, deadline: deadline)
                .corrections(of: term, count: Self.spellingsPerWord).map(\.word)
        }
        let typed = tokens.flatMap(\.text)
        var seen: Set<[UInt8]> = []
        return texts.filter { $0 != typed && seen.insert($0).inserted }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// What stands in titles for the syllables.
    private func titleTexts(_ lattice: SyllableLattice) throws -> [[UInt8]] {
        let key = Array(TermPrefix.pinyin.utf8) + lattice.letters
        guard key.count <= Term.longestBytes else { return [] }
        let scan = try TermScan(reader, startingWith: key, count: Self.mostTitles, until: deadline)
        return try scan.terms.compactMap { term in
            var documents = try reader.documents(containing: term.term)
            guard let id = try documents.next() else { return nil }
            let title = try DocumentTitle.read(id, reader)
            return folder.withFoldedBytes(of: title.utf8) { text(spelled: lattice.letters, in: $0) }
        }
    }

    /// The Chinese characters of folded text, one after another, whose syllables are these letters.
    func text(spelled letters: [UInt8], in title: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var characters: [(bytes: [UInt8], syllable: [UInt8])] = []
        for scalar in String(decoding: title, as: UTF8.self).unicodeScalars {
            let syllable = pinyin.syllableID(of: scalar.value).map { pinyin.syllables[Int($0)] } ?? []
            characters.append((Array(String(scalar).utf8), syllable))
        }
        for start in characters.indices {
            var spelled = 0
            for end in start..<characters.count {
                let syllable = characters[end].syllable
                guard !syllable.isEmpty, letters[spelled...].starts(with: syllable) else { break }
                spelled += syllable.count
                if spelled == letters.count { return characters[start...end].flatMap(\.bytes) }
            }
        }
        return nil
    }
}
