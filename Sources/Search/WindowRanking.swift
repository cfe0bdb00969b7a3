internal import Analysis
internal import Matching
internal import Queries
internal import XapianIndex

/// Orders the first documents by how close together they have what was asked for: RANKING.md, part 5.
struct WindowRanking {
    /// How many places are ordered so, whatever page is asked for; behind them the engine's order stays. The recipe finds
    /// the same on 10 as on 20, and the texts of the first ten are read for their hits anyway.
    static let places = 10

    private let window: BestWindow

    init(_ ranking: RankingQuery, analyzer: QueryAnalyzer) throws(IndexError) {
        window = try ranking.bestWindow(analyzer)
    }

    /// False when the plan asks texts for one thing that every match has in one place, so that windows are all the same.
    static func isUseful(for plan: QueryPlan) -> Bool {
        let clauses = plan.soughtClauses.map { plan.clauses[$0] }.filter { $0.scope == .text }
        guard clauses.count == 1 else { return !clauses.isEmpty }
        switch clauses[0].requirement {
        case .sequence, .word, .prefix: return false
        case .near, .question: return true
        }
    }

    /// Adds to the score of each of the first documents what its best window is worth, and orders them anew.
    ///
    /// Throws: `DeadlinePassed`; then nothing has changed. And what reading throws.
    func order(_ documents: inout [FoundDocument], _ reader: TextReader) throws {
        var first = Array(documents.prefix(Self.places))
        let known = first.map { (id: $0.id, content: $0.text?.content) }
        let read = try reader.map(known.count) { [window] reader, index in
            try DeadlinePassed.check(reader.deadline)
            let text = try reader.text(known[index].id, known[index].content)
            return (content: text.content, worth: text.content.isLong ? nil : try text.bestWindowWorth(window))
        }
        for (index, read) in read.enumerated() {
            try DeadlinePassed.check(reader.deadline)
            let text = first[index].text ?? StoredText(read.content, first[index].id, reader)
            first[index].text = text
            // Of a long text some blocks are open here, and stay so for its hit.
            first[index].score += try read.worth ?? text.bestWindowWorth(window)
        }
        first.sort { ($0.score, $1.id) > ($1.score, $0.id) }
        documents.replaceSubrange(0..<first.count, with: first)
    }
}
