internal import Analysis
internal import IndexSchema
internal import Matching
internal import Queries
internal import XapianIndex

/// A document's text as one request reads it, and what is known of it.
final class StoredText {
    let id: DocumentID
    let content: StoredContent
    private let reader: TextReader
    private var cachedBlocks: BlockedText?

    init(_ content: StoredContent, _ id: DocumentID, _ reader: TextReader) {
        self.content = content
        self.id = id
        self.reader = reader
    }

    private var folder: TextFolder { reader.folder }

    /// About what is kept in memory.
    var sizeBytes: Int { content.memoryBytes + (cachedBlocks?.keptBytes ?? 0) }

    /// Reads and folds what a short text is asked for most.
    ///
    /// Throws: `DocumentRecordError.malformed`.
    func prepare() throws {
        if !content.isLong { _ = try content.foldedText(folder) }
    }

    /// Throws: `DocumentRecordError.malformed`.
    func record() throws -> DocumentRecord { try content.record() }

    // Each of these throws `IndexError`, `DocumentRecordError`, and for a long text `DeadlinePassed` and `TextBlockError`.

    /// True when the clause's field has what it asks for: the body or the title when it names none.
    func satisfies(_ clause: SoughtClause) throws -> Bool {
        if clause.isSequence { return try containsWhole(clause) }
        return try has(.clause(clause.number), clause.satisfying, in: clause.scope) {
            clause.matcher.isSatisfied(by: $0, beginningIn: $1)
        }
    }

    /// True when the clause's field contains its tokens one after another.
    func containsWhole(_ clause: SoughtClause) throws -> Bool {
        try has(.wholeClause(clause.number), clause.whole, in: clause.scope) {
            clause.matcher.isContainedWhole(in: $0, beginningIn: $1)
        }
    }

    /// True when the body or the title contains what was typed for a clause, in the same form.
    func containsTyped(_ clause: SoughtClause) throws -> Bool {
        if try clause.typed.isFound(in: content.title()) { return true }
        guard let blocks = try blocks() else { return try content.text().withUnsafeBufferPointer(clause.typed.isFound) }
        return try blocks.has(.typed(clause.number), clause.whole) { window in
            window.bytes.withUnsafeBufferPointer(clause.typed.isFound)
        }
    }

    /// True when the body or the title contains the query as it was typed. Of a long text that has the words of a query
    /// in many places, only some are looked at.
    func containsWholeQuery(_ matchers: ClauseMatchers) throws -> Bool {
        if let clause = matchers.onlyClause { return try containsWhole(clause) }
        guard let wholeQuery = matchers.wholeQuery else { return false }
        return try has(.wholeQuery, matchers.wholeQueryCondition, in: .text) {
            wholeQuery.isFound(in: $0, beginningIn: $1)
        }
    }

    /// What the best window of the body or the title is worth.
    func bestWindowWorth(_ window: BestWindow) throws -> Double {
        let title = window.worth(of: folder.fold(try content.title().utf8))
        guard title < window.highestWorth else { return title }
        if let blocks = try blocks() { return max(title, try blocks.bestWindowWorth(window)) }
        return max(title, window.worth(of: try content.foldedText(folder)))
    }

    /// The best snippet, and where its first match lies in the file; the beginning of the text when only the title has a
    /// match.
    ///
    /// Throws: `DeadlinePassed` for a short text as well, between two clauses.
    func snippet(_ matchers: ClauseMatchers) throws -> (Snippet, StoredPlaces.Place?) {
        if let blocks = try blocks() { return try blocks.snippet(matchers) ?? (try blocks.beginning(), nil) }
        let folded = try content.foldedText(folder)
        let matches = try matchers.shown.map { clause in
            try DeadlinePassed.check(reader.deadline)
            return clause.matcher.matches(in: folded)
        }
        let places = try record().places
        return try content.text().withUnsafeBufferPointer { text in
            let snippet = SnippetBuilder().snippet(of: text, folded: folded, matches: matches)
            let line = snippet.firstMatchOffset.map { offset in
                1 + Self.lineBreakCount(in: UnsafeBufferPointer(rebasing: text[..<offset]))
            }
            return (snippet, line.flatMap(places.place(ofTextLine:)))
        }
    }

    /// As a plain loop, of which the compiler makes one over many bytes at once.
    private static func lineBreakCount(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for index in 0..<bytes.count { count &+= bytes[index] == UInt8(ascii: "\n") ? 1 : 0 }
        return count
    }

    /// The beginning of the text, for which no deadline counts.
    func beginning() throws -> Snippet {
        if let blocks = try blocks() { return try blocks.beginning() }
        return try content.text().withUnsafeBufferPointer { SnippetBuilder().beginning(of: $0) }
    }

    /// Nil when the text is a short one.
    private func blocks() throws -> BlockedText? {
        if let cachedBlocks { return cachedBlocks }
        guard content.isLong else { return nil }
        let record = try record()
        cachedBlocks = record.longText.map { BlockedText(reader, id, record, $0) }
        return cachedBlocks
    }

    private func has(
        _ sought: BlockedText.Sought, _ condition: BlockCondition, in scope: QueryPlan.Scope,
        _ isFound: (FoldedText, Range<Int>?) -> Bool
    ) throws -> Bool {
        if scope == .text {
            if let blocks = try blocks() {
                if try blocks.has(sought, condition, { isFound($0.folded, $0.own) }) { return true }
            } else if isFound(try content.foldedText(folder), nil) {
                return true
            }
        }
        switch scope {
        case .text, .title: return isFound(folder.fold(try content.title().utf8), nil)
        case .author: return try record().author.map { isFound(folder.fold($0.utf8), nil) } ?? false
        case .path: return isFound(folder.fold(String(decoding: try record().path, as: UTF8.self).utf8), nil)
        }
    }
}
