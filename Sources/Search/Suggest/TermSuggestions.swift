internal import Analysis
internal import CLinux
internal import IndexSchema
internal import Queries
internal import XapianIndex

/// Finds how a text goes on within the texts of the index: a word or a character by the terms that begin with it, anything
/// longer by looking at documents that contain it.
struct TermSuggestions {
    let reader: IndexReader
    let queryAnalyzer: QueryAnalyzer
    let folder: TextFolder

    /// Longer terms are no words.
    private static let longestWordBytes = 64
    /// The documents that are looked at: each is inflated and folded.
    private static let sampledDocuments = 32
    /// In one document more occurrences than these say nothing new.
    private static let occurrencesPerDocument = 64
    /// The words that stand for the beginning of one.
    private static let mostWords = 50
    /// How far behind the text its continuation is looked for.
    private static let windowBytes = 96
    /// What the counting of one continuation may take.
    private static let countingSeconds = 0.002

    struct Found {
        var suggestions: [Suggestion] = []
        var isCutShort = false
    }

    /// The continuations of folded text with these tokens, those in the most documents first.
    func continuations(
        of typed: [UInt8], _ tokens: [Token], count: Int, until end: ContinuousClock.Instant
    ) throws -> Found {
        guard let last = tokens.last, typed.suffix(last.text.count).elementsEqual(last.text) else { return Found() }
        if tokens.count == 1, typed.count == last.text.count, last.characterCount <= 1 {
            return try terms(startingWith: last, count: count, until: end)
        }
        return try textContinuations(of: typed, tokens, last, count: count, until: end)
    }

    // MARK: From the terms

    private func terms(startingWith token: Token, count: Int, until end: ContinuousClock.Instant) throws -> Found {
        let isCharacter = token.characterCount == 1
        let scan = try TermScan(reader, startingWith: token.text, count: count, until: end) { term in
            isCharacter ? Self.isPairOfWord(term.term) : term.term.count <= Self.longestWordBytes
        }
        return Found(
            suggestions: scan.terms.map {
                Suggestion(
                    text: String(decoding: $0.term, as: UTF8.self), source: .term, documentCount: $0.frequency)
            }, isCutShort: scan.isCutShort)
    }

    /// True for two characters neither of which is a function character: 的一 and 智的 are no words.
    private static func isPairOfWord(_ term: [UInt8]) -> Bool {
        let characters = String(decoding: term, as: UTF8.self).unicodeScalars
        return characters.count > 1 && !characters.contains(where: WeakCharacters.isFunction)
    }

    // MARK: From texts

    private func textContinuations(
        of typed: [UInt8], _ tokens: [Token], _ last: Token, count: Int, until end: ContinuousClock.Instant
    ) throws -> Found {
        let set = try reader.search(candidates(tokens, last), count: Self.sampledDocuments)
        var continuations = Continuations()
        // Only a run of one kind stands in a text as it was typed; beside marks, and between others, there may be blanks.
        var isExact = typed == last.text && set.matches.count < Self.sampledDocuments
        var found = Found(isCutShort: set.matches.count == Self.sampledDocuments)
        for (number, match) in set.matches.enumerated() {
            guard ContinuousClock.now < end else {
                found.isCutShort = true
                isExact = false
                break
            }
            if try !add(match.documentID, number, typed, last, to: &continuations) { isExact = false }
        }
        for continuation in continuations.best(count) {
            let text = String(decoding: typed + continuation.text, as: UTF8.self)
            found.suggestions.append(
                Suggestion(
                    text: text, source: .term,
                    documentCount: isExact
                        ? continuation.documents : try estimate(text, seen: continuation.documents),
                    isEstimated: !isExact))
        }
        if !isExact { found.suggestions.sort { ($0.documentCount, $1.text) > ($1.documentCount, $0.text) } }
        return found
    }

    /// The documents that may contain the tokens, the last of which need not be complete.
    private func candidates(_ tokens: [Token], _ last: Token) -> IndexQuery {
        var queries = tokens.dropLast().flatMap { Self.terms(of: $0) }.map { IndexQuery.term($0) }
        switch last.terms {
        case .grams: queries += Self.terms(of: last).map { .term($0) }
        case .word: queries.append(.termsStarting(with: last.text, limit: Self.mostWords))
        }
        return .and(queries)
    }

    private static func terms(of token: Token) -> [[UInt8]] {
        switch token.terms {
        case .grams(let characters, let pairs): pairs.isEmpty ? characters : pairs
        case .word(let term, _, _): [term]
        }
    }

    /// Counts what follows the text in a document; false when not all of the document was looked at.
    private func add(
        _ id: DocumentID, _ number: Int, _ typed: [UInt8], _ last: Token, to continuations: inout Continuations
    ) throws -> Bool {
        try reader.document(id).withData { data in
            let parts = try DocumentRecord.parts(of: data)
            let record = try DocumentRecord(line: parts.line)
            let lastLength = last.text.count
            var isWhole = record.longText == nil
            for text in [Array(record.title.utf8)[...], try DocumentRecord.text(stored: parts.text)[...]] {
                let isTextWhole = folder.withFoldedBytes(of: text) { folded in
                    forEachOccurrence(of: typed, in: folded) { place in
                        let start = place + typed.count - lastLength
                        let units = units(folded, start: start, lastLength, last.kind)
                        if !units.isEmpty { continuations.add(units, document: number) }
                    }
                }
                if !isTextWhole { isWhole = false }
            }
            return isWhole
        }
    }

    /// Calls `body` with the offset of each occurrence, up to the most; false when there are more.
    private func forEachOccurrence(
        of typed: [UInt8], in text: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void
    ) -> Bool {
        guard let base = text.baseAddress else { return true }
        var at = 0
        var count = 0
        while at + typed.count <= text.count, let found = clinux_find(base + at, text.count - at, typed, typed.count) {
            guard count < Self.occurrencesPerDocument else { return false }
            let place = base.distance(to: found)
            // Not in the middle of a word: `art` does not begin in `cartoon`.
            if !(isWordByte(typed[0]) && place > 0 && isWordByte(text[place - 1])) { body(place) }
            count += 1
            at = place + 1
        }
        return true
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// What follows the typed beginning of a segment: characters, up to a function character or its end, or the rest of a
    /// word as one.
    private func units(
        _ text: UnsafeBufferPointer<UInt8>, start: Int, _ typedLength: Int, _ kind: Segment.Kind
    ) -> [ArraySlice<UInt8>] {
        var end = min(text.count, start + typedLength + Self.windowBytes)
        while end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        guard let segment = Segmenter().segments(in: Array(text[start..<end])).first, segment.kind == kind,
            segment.range.lowerBound == 0, segment.range.upperBound > typedLength
        else { return [] }
        let rest = Array(text[start + typedLength..<start + segment.range.upperBound])[...]
        guard kind == .cjk else {
            // A word that the window cuts is none.
            return start + segment.range.upperBound == end && end < text.count ? [] : [rest]
        }
        var units: [ArraySlice<UInt8>] = []
        var at = 0
        while at < rest.count, units.count < Continuations.longest {
            let next = rest[(at + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? rest.count
            let character = rest[at..<next]
            if let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first,
                WeakCharacters.isFunction(scalar)
            {
                break
            }
            units.append(character)
            at = next
        }
        return units
    }

    /// How many documents have the terms of a text, which need not be one after another; at least those it was seen in.
    private func estimate(_ text: String, seen: Int) throws(IndexError) -> Int {
        let terms = queryAnalyzer.tokens(of: text).flatMap { Self.terms(of: $0) }
        let set = try reader.search(
            .and(terms.map { .term($0) }), count: 0, checkAtLeast: try reader.documentCount, weighting: .none,
            timeLimitSeconds: Self.countingSeconds)
        return max(seen, set.countEstimate)
    }
}
