internal import IndexSchema
internal import Matching

/// Makes a hit of a document that was found: its fields, its snippet, the line of the first match.
struct HitBuilder {
    let matchers: ClauseMatchers
    let reader: TextReader

    /// The hits of documents, in order. Long texts stay on this thread, where some of their blocks are open.
    func hits(_ documents: [FoundDocument]) throws -> [(hit: SearchHit, isComplete: Bool)] {
        let known = documents.map { (id: $0.id, score: $0.score, isPartial: $0.isPartial, content: $0.text?.content) }
        let short = try reader.map(known.count) { [matchers] reader, index in
            let document = known[index]
            let text = try reader.text(document.id, document.content)
            guard !text.content.isLong else { return Optional<(hit: SearchHit, isComplete: Bool)>.none }
            return try HitBuilder(matchers: matchers, reader: reader).hit(
                FoundDocument(id: document.id, score: document.score, isPartial: document.isPartial, text: text))
        }
        return try zip(documents, short).map { try $1 ?? hit($0) }
    }

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
