internal import IndexSchema
internal import Matching

/// Makes a hit of a document that was found: its fields, its snippet, the line of the first match.
struct HitBuilder {
    let matchers: ClauseMatchers
    let reader: TextReader

    /// The hit, and whether the deadline left the time to look for its matches. Without them the snippet is the beginning
    /// of the text, for a page of long documents must not hold a thread far beyond the deadline.
    func hit(_ document: FoundDocument) throws -> (hit: SearchHit, isComplete: Bool) {
        let text = try document.text ?? reader.text(document.id)
        let record = try text.record()
        var hit = SearchHit(
            path: record.path, title: record.title, author: record.author, dateSeconds: record.dateSeconds,
            type: record.mediaType, encoding: record.encoding, encodingConfidence: record.encodingConfidence,
            sizeBytes: record.sizeBytes, score: document.score, isPartial: document.isPartial, snippet: [])
        do {
            let (snippet, place) = try text.snippet(matchers)
            hit.snippet = pieces(snippet)
            hit.isExact = try text.containsWholeQuery(matchers)
            switch place {
            case .line(let line): hit.line = line
            case .page(let page): hit.page = page
            case nil: break
            }
            return (hit, true)
        } catch is DeadlinePassed {
            if hit.snippet.isEmpty { hit.snippet = pieces(try text.beginning()) }
            return (hit, false)
        }
    }

    private func pieces(_ snippet: Snippet) -> [SearchHit.SnippetPiece] {
        snippet.pieces.map { SearchHit.SnippetPiece(text: $0.text, isMatch: $0.isMatch) }
    }
}
