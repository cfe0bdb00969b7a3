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
    /// - Parameter text: reads a document's text.
    ///
    /// Throws: `DeadlinePassed`; then nothing has changed. And what reading throws.
    func order(_ documents: inout [FoundDocument], reading text: (FoundDocument) throws -> StoredText) throws {
        var first = Array(documents.prefix(Self.places))
        for index in first.indices {
            let text = try text(first[index])
            first[index].text = text
            first[index].score += try text.bestWindowWorth(window)
        }
        first.sort { ($0.score, $1.id) > ($1.score, $0.id) }
        documents.replaceSubrange(0..<first.count, with: first)
    }
}
