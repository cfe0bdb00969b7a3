internal import Analysis
internal import IndexSchema
internal import Matching
internal import XapianIndex

/// Makes a hit of a document that was found: its fields, its snippet, the line of the first match.
struct HitBuilder {
    let matchers: ClauseMatchers
    let reader: IndexReader
    let folder: TextFolder

    private static let lineBreak = UInt8(ascii: "\n")

    func hit(_ document: FoundDocument) throws -> SearchHit {
        let text = try document.text ?? StoredText(reader, document.id, folder)
        let record = try text.record()
        let matches = matchers.clauses.map { $0.matches(in: text.foldedText) }
        let (snippet, textLine) = text.withText { bytes in
            let snippet = SnippetBuilder().snippet(of: bytes, folded: text.foldedText, matches: matches)
            let line = snippet.firstMatchOffset.map { offset in 1 + bytes[..<offset].count { $0 == Self.lineBreak } }
            return (snippet, line)
        }
        return SearchHit(
            path: record.path, title: record.title, author: record.author, dateSeconds: record.dateSeconds,
            type: record.mediaType, sizeBytes: record.sizeBytes,
            line: textLine.map(record.sourceLine(ofTextLine:)), score: document.score,
            isExact: try text.contains(matchers.wholeQuery), isPartial: document.isPartial,
            snippet: snippet.pieces.map { SearchHit.SnippetPiece(text: $0.text, isMatch: $0.isMatch) })
    }
}
