internal import Analysis
internal import Documents
internal import IndexSchema
internal import Matching
internal import Queries
internal import XapianIndex

/// What an index stores of one document, read and folded as far as it is asked for.
final class StoredText {
    private let data: [UInt8]
    private let lineEnd: Int
    private let reader: IndexReader
    let id: DocumentID
    private let folder: TextFolder
    private let deadline: ContinuousClock.Instant
    private var cachedRecord: DocumentRecord?
    private var cachedBlocks: BlockedText?
    /// The body of a short text, as it is and folded.
    private var cachedText: [UInt8]?
    private var cachedFoldedText: FoldedText?

    /// - Parameter deadline: no block of a long text is opened behind it.
    ///
    /// Throws: `IndexError`, `DocumentRecordError.noLine`.
    init(
        _ reader: IndexReader, _ id: DocumentID, _ folder: TextFolder, deadline: ContinuousClock.Instant
    ) throws {
        data = try reader.document(id).data
        lineEnd = try data.withUnsafeBufferPointer { try DocumentRecord.parts(of: $0).line.count }
        self.reader = reader
        self.id = id
        self.folder = folder
        self.deadline = deadline
    }

    /// The bytes of what is kept; folded text takes about as much again.
    var sizeBytes: Int { data.count + (cachedText?.count ?? 0) + (cachedBlocks?.keptBytes ?? 0) }

    /// Throws: `DocumentRecordError.malformed`.
    func record() throws -> DocumentRecord {
        if let cachedRecord { return cachedRecord }
        let record = try data[..<lineEnd].withUnsafeBufferPointer { try DocumentRecord(line: $0) }
        cachedRecord = record
        return record
    }

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
        if try clause.typed.isFound(in: record().title) { return true }
        guard let blocks = try blocks() else { return try text().withUnsafeBufferPointer(clause.typed.isFound) }
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
        let title = window.best(in: folder.fold(try record().title.utf8))?.worth ?? 0
        guard title < window.highestWorth else { return title }
        if let blocks = try blocks() { return max(title, try blocks.bestWindowWorth(window)) }
        return max(title, window.best(in: try foldedText())?.worth ?? 0)
    }

    /// The best snippet, and where its first match lies in the file; the beginning of the text when only the title has a
    /// match.
    ///
    /// Throws: `DeadlinePassed` for a short text as well, between two clauses.
    func snippet(_ matchers: ClauseMatchers) throws -> (Snippet, StoredPlaces.Place?) {
        if let blocks = try blocks() { return try blocks.snippet(matchers) ?? (try blocks.beginning(), nil) }
        let folded = try foldedText()
        let matches = try matchers.shown.map { clause in
            guard ContinuousClock.now < deadline else { throw DeadlinePassed() }
            return clause.matcher.matches(in: folded)
        }
        let places = try record().places
        return try text().withUnsafeBufferPointer { text in
            let snippet = SnippetBuilder().snippet(of: text, folded: folded, matches: matches)
            let line = snippet.firstMatchOffset.map { offset in
                1 + text[..<offset].count { $0 == UInt8(ascii: "\n") }
            }
            return (snippet, line.flatMap(places.place(ofTextLine:)))
        }
    }

    /// The beginning of the text, for which no deadline counts.
    func beginning() throws -> Snippet {
        if let blocks = try blocks() { return try blocks.beginning() }
        return try text().withUnsafeBufferPointer { SnippetBuilder().beginning(of: $0) }
    }

    /// Nil when the text is a short one.
    private func blocks() throws -> BlockedText? {
        if let cachedBlocks { return cachedBlocks }
        // A short text stands behind the line, and the line need not be read to know it.
        guard lineEnd + 1 == data.count else { return nil }
        let record = try record()
        cachedBlocks = record.longText.map { BlockedText(reader, id, record, $0, folder, deadline: deadline) }
        return cachedBlocks
    }

    private func has(
        _ sought: BlockedText.Sought, _ condition: BlockCondition, in scope: QueryPlan.Scope,
        _ isFound: (FoldedText, Range<Int>?) -> Bool
    ) throws -> Bool {
        if scope == .text {
            if let blocks = try blocks() {
                if try blocks.has(sought, condition, { isFound($0.folded, $0.own) }) { return true }
            } else if isFound(try foldedText(), nil) {
                return true
            }
        }
        let record = try record()
        switch scope {
        case .text, .title: return isFound(folder.fold(record.title.utf8), nil)
        case .author: return record.author.map { isFound(folder.fold($0.utf8), nil) } ?? false
        case .path: return isFound(folder.fold(String(decoding: record.path, as: UTF8.self).utf8), nil)
        }
    }

    private func text() throws -> [UInt8] {
        if let cachedText { return cachedText }
        let text = try data[(lineEnd + 1)...].withUnsafeBufferPointer { try Self.read($0) }
        cachedText = text
        return text
    }

    /// The text of what is stored behind a record's line.
    ///
    /// Throws: `DocumentRecordError.malformed`, for what is not UTF-8 as well: folding would read past its end.
    static func read(_ stored: UnsafeBufferPointer<UInt8>) throws(DocumentRecordError) -> [UInt8] {
        let text = try DocumentRecord.text(stored: stored)
        guard UTF8Validation.isValid(text) else { throw .malformed(detail: "its text is not UTF-8") }
        return text
    }

    private func foldedText() throws -> FoldedText {
        if let cachedFoldedText { return cachedFoldedText }
        let folded = folder.fold(try text())
        cachedFoldedText = folded
        return folded
    }
}
