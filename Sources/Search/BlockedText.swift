internal import Analysis
internal import IndexSchema
internal import Matching
internal import XapianIndex

/// A long text, of which only those blocks are read that can have what is looked for.
final class BlockedText {
    private let reader: TextReader
    private let id: DocumentID
    private let record: DocumentRecord
    private let shape: DocumentRecord.LongText

    /// The blocks that may have a term, for each term that was asked for.
    private var blocksByTerm: [[UInt8]: BlockSet] = [:]
    /// The windows that were used last, the latest at the end.
    private var windows: [(number: Int, window: TextWindow)] = []
    /// The windows in which something was found that had to be verified, by what was looked for.
    private var foundIn: [Sought: Int?] = [:]

    /// What a text is verified to have.
    enum Sought: Hashable {
        case clause(Int)
        case wholeClause(Int)
        case typed(Int)
        case wholeQuery
    }

    private static let keptWindows = 8
    /// The blocks with matches among which the best snippet is looked for; each takes half a millisecond.
    private static let snippetBlocks = 4
    /// The blocks that are opened to see whether a query of several clauses stands somewhere as it was typed: the words
    /// may well be in all of them and never side by side.
    private static let wholeQueryBlocks = 8
    /// The blocks among which the best window is looked for to rank by it.
    private static let rankedBlocks = 2

    init(
        _ reader: TextReader, _ id: DocumentID, _ record: DocumentRecord, _ shape: DocumentRecord.LongText
    ) {
        self.reader = reader
        self.id = id
        self.record = record
        self.shape = shape
    }

    /// The bytes that are kept in memory.
    var keptBytes: Int { windows.reduce(0) { $0 + $1.window.bytes.count } }

    /// True when a window of a block that satisfies the condition has what is sought. The answer is remembered.
    ///
    /// Throws: `DeadlinePassed` before a window is opened, `TextBlockError`, `IndexError`.
    func has(_ sought: Sought, _ condition: BlockCondition, _ isFound: (TextWindow) -> Bool) throws -> Bool {
        if let known = foundIn[sought] { return known != nil }
        let blocks = try blocks(condition)
        // What is open already costs nothing to ask.
        for (number, window) in windows where blocks.contains(number) && isFound(window) {
            foundIn[sought] = .some(number)
            return true
        }
        let asked = Set(windows.map(\.number))
        let others = blocks.elements.filter { !asked.contains($0) }
        let number = try others.prefix(sought == .wholeQuery ? Self.wholeQueryBlocks : .max)
            .first { try isFound(window($0)) }
        foundIn[sought] = .some(number)
        return number != nil
    }

    /// The best snippet, and the place of its best window's first match; nil when no window has a match, which is so when
    /// only the title has one.
    ///
    /// Throws: as above.
    func snippet(_ matchers: ClauseMatchers) throws -> (Snippet, StoredPlaces.Place?)? {
        // Nothing is worth more than each clause as a whole: 200 for each byte.
        let enough = matchers.shown.reduce(0) { $0 + 200 * $1.shownByteCount }
        var best: (snippet: Snippet, place: StoredPlaces.Place?)?
        var count = 0
        for number in try blocksByWorth(matchers) {
            let window = try window(number)
            let matches = matchers.shown.map { $0.matcher.matches(in: window.folded, beginningIn: window.own) }
            guard matches.contains(where: { !$0.isEmpty }) else { continue }
            for (clause, matches) in zip(matchers.shown, matches) where clause.isSequence && !matches.isEmpty {
                foundIn[.wholeClause(clause.number)] = .some(number)
            }
            let snippet = window.bytes.withUnsafeBufferPointer {
                SnippetBuilder().snippet(of: $0, folded: window.folded, matches: matches)
            }
            count += 1
            if best.map({ snippet.worth > $0.snippet.worth }) ?? true {
                let line = snippet.firstMatchOffset.map(window.textLine(at:))
                best = (snippet, line.flatMap(window.block.places.place(ofTextLine:)))
            }
            if snippet.worth >= enough || count == Self.snippetBlocks { break }
        }
        return best
    }

    /// What the best window is worth among the blocks that can have the most.
    ///
    /// Throws: as above.
    func bestWindowWorth(_ window: BestWindow) throws -> Double {
        var possible = [Double](repeating: 0, count: shape.filter.blockCount)
        for (term, worth) in window.telling {
            for block in try blocks(term).elements { possible[block] += worth }
        }
        var best = 0.0
        let order = possible.indices.sorted { (possible[$1], $0) < (possible[$0], $1) }
        for number in order.prefix(Self.rankedBlocks) where possible[number] > 0 && possible[number] >= best {
            let block = try self.window(number)
            best = max(best, window.worth(of: block.folded, beginningIn: block.own))
        }
        return best
    }

    /// The beginning of the text.
    func beginning() throws -> Snippet {
        try block(0).text.withUnsafeBufferPointer { SnippetBuilder().beginning(of: $0) }
    }

    // MARK: Choosing blocks

    /// The blocks that can have matches, best first: those where clauses were found, then those that have most of the
    /// query as far as filters tell.
    private func blocksByWorth(_ matchers: ClauseMatchers) throws -> [Int] {
        var worth = [Int](repeating: 0, count: shape.filter.blockCount)
        for clause in matchers.shown {
            for term in Set(clause.satisfying.terms) {
                let blocks = try blocks(term)
                if case .any = clause.satisfying { for block in blocks.elements { worth[block] += term.count } }
            }
            for block in try blocks(clause.whole).elements { worth[block] += 2 * clause.shownByteCount }
        }
        for case let (_, number?) in foundIn { worth[number] += 1 << 32 }
        return worth.indices.filter { worth[$0] > 0 }.sorted { (worth[$1], $0) < (worth[$0], $1) }
    }

    private func blocks(_ condition: BlockCondition) throws -> BlockSet {
        switch condition {
        case .all(let terms):
            var blocks = BlockSet(all: shape.filter.blockCount)
            for term in terms { blocks.formIntersection(try self.blocks(term).bytes) }
            return blocks
        case .any(let terms):
            var blocks = BlockSet(bytes: repeatElement(0, count: shape.filter.bytesPerRow))
            for term in terms { blocks.formUnion(try self.blocks(term)) }
            return blocks
        }
    }

    private func blocks(_ term: [UInt8]) throws -> BlockSet {
        if let known = blocksByTerm[term] { return known }
        try DeadlinePassed.check(reader.deadline)
        let filter = shape.filter
        var rows: [Int] = []
        term.withUnsafeBufferPointer { filter.forEachRow(of: $0) { rows.append($0) } }
        var blocks = BlockSet(all: filter.blockCount)
        for row in rows {
            let (part, rowInPart) = row.quotientAndRemainder(dividingBy: filter.rowsPerPart)
            let key = LongTextKey.filterPart(part, of: record.path)
            let start = rowInPart * filter.bytesPerRow
            let isThere: Void? = try reader.index.withMetadata(key, besideDocument: id) { bytes in
                guard bytes.count >= start + filter.bytesPerRow else { throw TextBlockError.malformed }
                blocks.formIntersection(bytes[start..<start + filter.bytesPerRow])
            }
            if isThere == nil { throw TextBlockError.missing }
        }
        blocksByTerm[term] = blocks
        return blocks
    }

    // MARK: Opening blocks

    private func window(_ number: Int) throws -> TextWindow {
        if let index = windows.firstIndex(where: { $0.number == number }) {
            let kept = windows.remove(at: index)
            windows.append(kept)
            return kept.window
        }
        try DeadlinePassed.check(reader.deadline)
        let block = try block(number)
        var (before, after): (ArraySlice<UInt8>, ArraySlice<UInt8>) = ([], [])
        if !block.beginsParagraph, number > 0 {
            let text = try self.block(number - 1).text
            before = text[TextBlockLayout.start(before: text.indices, shape.bytesBefore, in: text)...]
        }
        if !block.endsParagraph, number + 1 < shape.filter.blockCount {
            let text = try self.block(number + 1).text
            after = text[..<TextBlockLayout.end(after: text.indices, shape.bytesAfter, in: text)]
        }
        let window = TextWindow(block, before: before, after: after, folder: reader.folder)
        if windows.count == Self.keptWindows { windows.removeFirst() }
        windows.append((number, window))
        return window
    }

    private func block(_ number: Int) throws -> TextBlock {
        if let open = windows.first(where: { $0.number == number }) { return open.window.block }
        let block = try reader.index.withMetadata(LongTextKey.block(number, of: record.path), besideDocument: id) {
            bytes in
            try TextBlock(bytes, places: record.places)
        }
        guard let block else { throw TextBlockError.missing }
        return block
    }
}
