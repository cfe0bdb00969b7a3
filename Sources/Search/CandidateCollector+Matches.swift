internal import XapianIndex

extension CandidateCollector {
    /// Of more candidates than this, not every one is verified unless an exact count is asked for: at 0.1 ms each.
    private static let mostVerified = 2000

    /// All documents that match, ascending, and whether that is certain: when there are too many candidates to verify, or
    /// the deadline passes, these are the candidates; of a prefix that stands for too many words, some are missing.
    func matchingDocuments(_ mode: CandidateQuery.Mode) throws -> (ids: [DocumentID], isExact: Bool) {
        let query = try candidateQuery(mode).query
        let candidates = try reader.search(
            query, count: reader.documentCount, weighting: .none, order: .documentID
        ).matches.map(\.documentID)
        let isCut = try hasCutPrefix || hasCutPieces
        guard mustVerify else { return (candidates, !isCut) }
        guard request.countsExactly || candidates.count <= Self.mostVerified else { return (candidates, false) }
        do {
            return (try candidates.filter { try verify(Match(documentID: $0, weight: 0), mode) != nil }, !isCut)
        } catch is DeadlinePassed {
            return (candidates, false)
        }
    }
}
