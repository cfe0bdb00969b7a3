/// How good rankings are. Shares of all queries, from 0 to 1.
struct RankingFigures: Codable, Equatable {
    var queries: Int
    /// The mean of 1/place of the first answer, 0 when it is not among the first ten.
    var meanReciprocalRank: Double
    /// Queries with an answer in the first place.
    var recallAt1: Double
    /// Queries with an answer among the first ten.
    var recallAt10: Double

    /// - Parameter rankings: for each of the set's queries, the numbers of the documents, best first.
    init(_ rankings: [[Int]], of set: RetrievalSet) {
        let places = zip(set.queries, rankings).map { query, ranking in
            ranking.prefix(10).firstIndex { set.answers[query.id]?.contains(set.documents[$0].id) ?? false }
        }
        func share(_ worth: (Int) -> Double) -> Double {
            places.compactMap { $0 }.map(worth).reduce(0, +) / Double(max(1, places.count))
        }
        queries = places.count
        meanReciprocalRank = share { 1 / Double($0 + 1) }
        recallAt1 = share { $0 == 0 ? 1 : 0 }
        recallAt10 = share { _ in 1 }
    }
}
