internal import CXapian

extension IndexReader {
    /// The matches from `first` (counted from 0) on, at most `count`, in order, and bounds on how many there are.
    ///
    /// No match is an empty match set, not an error. The bounds are exact when the engine had to look at all matches
    /// anyway, or when `checkAtLeast` is the index's `documentCount` or more. Once the time limit has passed,
    /// `checkAtLeast` no longer counts: the matches are still right, the bounds are wider.
    package func search(
        _ query: IndexQuery, first: Int = 0, count: Int, checkAtLeast: Int = 0, weighting: Weighting = .bm25(),
        order: MatchOrder = .relevance, timeLimitSeconds: Double? = nil
    ) throws(IndexError) -> MatchSet {
        precondition(first >= 0 && count >= 0 && checkAtLeast >= 0, "a page cannot be negative")
        let documentCount = try documentCount
        var search = cx_search(weighting: weighting, order: order)
        search.first = UInt32(clamping: first)
        search.count = UInt32(min(count, documentCount))
        search.check_at_least = UInt32(min(checkAtLeast, documentCount))
        search.time_limit_seconds = timeLimitSeconds ?? 0

        var counts = cx_match_counts()
        var matches: [Match] = []
        try attempt(.search, path) { error in
            withUnsafeTemporaryAllocation(of: cx_match.self, capacity: max(1, Int(search.count))) { found in
                guard cx_reader_search(handle, query.handle, &search, &found[0], &counts, error) else { return false }
                matches = found.prefix(Int(counts.returned)).map { Match(documentID: $0.id, weight: $0.weight) }
                return true
            }
        }
        // Of damaged statistics, with which nobody can reckon.
        guard matches.allSatisfy(\.weight.isFinite) else {
            throw IndexError(kind: .damaged, action: .search, path: path, detail: "a weight is no number")
        }
        return MatchSet(
            matches: matches, countLowerBound: Int(counts.lower), countEstimate: Int(counts.estimated),
            countUpperBound: Int(counts.upper))
    }
}

extension cx_search {
    fileprivate init(weighting: Weighting, order: MatchOrder) {
        self.init()
        switch weighting {
        case .none:
            self.weighting = .none
        case .bm25(let k1, let k3, let b, let minimumNormalizedLength):
            self.weighting = .bm25
            (self.k1, self.k3, self.b, minimum_normalized_length) = (k1, k3, b, minimumNormalizedLength)
        case .bm25Plus(let k1, let k2, let k3, let b, let minimumNormalizedLength, let delta):
            self.weighting = .bm25_plus
            (self.k1, self.k2, self.k3, self.b) = (k1, k2, k3, b)
            (minimum_normalized_length, self.delta) = (minimumNormalizedLength, delta)
        }
        switch order {
        case .relevance:
            self.order = .relevance
        case .value(let slot, let isDescending):
            self.order = .value
            (self.slot, descending) = (slot, isDescending)
        case .documentID:
            self.order = .document_id
        }
    }
}
