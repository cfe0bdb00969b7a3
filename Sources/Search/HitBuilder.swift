internal import Analysis
internal import IndexSchema
internal import Matching
internal import XapianIndex

/// Makes a hit of a document that was found: its fields, its snippet, the line of the first match.
struct HitBuilder {
    let matchers: ClauseMatchers
    let reader: IndexReader
    let folder: TextFolder
    let deadline: ContinuousClock.Instant

    private static let lineBreak = UInt8(ascii: "\n")

    /// The hit, and whether the deadline left the time to look for its matches. Without them the snippet is the beginning
    /// of the text, for a page of long documents must not hold a thread far beyond the deadline.
    func hit(_ document: FoundDocument) throws -> (hit: SearchHit, isComplete: Bool) {
        let text = try document.text ?? StoredText(reader, document.id, folder)
        let record = try text.record()
        let matches = matches(in: text)
        let (snippet, textLine) = text.withText { bytes in
            guard let matches else { return (SnippetBuilder().beginning(of: bytes), Int?.none) }
            let snippet = SnippetBuilder().snippet(of: bytes, folded: text.foldedText, matches: matches)
            let line = snippet.firstMatchOffset.map { offset in 1 + bytes[..<offset].count { $0 == Self.lineBreak } }
            return (snippet, line)
        }
        let hit = SearchHit(
            path: record.path, title: record.title, author: record.author, dateSeconds: record.dateSeconds,
            type: record.mediaType, sizeBytes: record.sizeBytes,
            line: textLine.map(record.sourceLine(ofTextLine:)), score: document.score,
            isExact: matches == nil ? false : try text.contains(matchers.wholeQuery), isPartial: document.isPartial,
            snippet: snippet.pieces.map { SearchHit.SnippetPiece(text: $0.text, isMatch: $0.isMatch) })
        return (hit, matches != nil)
    }

    /// What each clause marks; nil when the deadline passes before all are looked for.
    private func matches(in text: StoredText) -> [[FoldedMatch]]? {
        var matches: [[FoldedMatch]] = []
        for clause in matchers.clauses {
            guard ContinuousClock.now < deadline else { return nil }
            matches.append(clause.matches(in: text.foldedText))
        }
        return matches
    }
}
