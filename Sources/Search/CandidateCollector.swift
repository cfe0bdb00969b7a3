internal import Analysis
internal import IndexSchema
internal import Matching
internal import Queries
internal import XapianIndex

/// Takes candidates from the engine in batches, verifies them on their text, and stops when a page is certain.
struct CandidateCollector {
    let request: SearchRequest
    let plan: QueryPlan
    let matchers: ClauseMatchers
    let reader: IndexReader
    let folder: TextFolder

    /// BM25 with a lower bound for long documents: RANKING.md, part 4.
    static let weighting = Weighting.bm25Plus(
        k1: 1.2, k2: 0, k3: 1, b: 0.6, minimumNormalizedLength: 0.5, delta: 1)

    /// A first batch smaller than this saves nothing: the engine's work is in finding the best at all.
    private static let smallestBatch = 16
    private static let countingBatch = 4096

    /// Reading a document again for its hit costs as much as verifying it; keeping long ones, or many, costs memory.
    private static let keptTextsLimitBytes = 4 << 20

    struct Found {
        /// The page.
        var documents: [FoundDocument] = []
        var totalLower = 0
        var totalEstimated = 0
        var totalUpper = 0
        /// The deadline passed before the page, or the exact count, was certain.
        var isCutShort = false
    }

    func collect(_ mode: CandidateQuery.Mode) throws -> Found {
        let candidates = try CandidateQuery(plan, mode: mode, reader: reader)
        let needed = request.offset + request.limit
        let documentCount = try reader.documentCount
        var verified: [FoundDocument] = []
        var seen = 0
        // Never 0, also for an empty index: a batch that is not full is how the end is known. An exact count takes every
        // candidate, but not all at once, for within a batch the engine minds no deadline.
        var batch = max(needed, request.countsExactly ? Self.countingBatch : Self.smallestBatch)
        var found = Found()
        var keptBytes = 0

        while true {
            let set = try reader.search(
                candidates.query, first: seen, count: batch,
                checkAtLeast: request.countsExactly ? documentCount : 0, weighting: Self.weighting,
                order: request.sort.order, timeLimitSeconds: max(secondsLeft, 0.001))
            var isPageCertain = false
            for match in set.matches {
                let document: FoundDocument?
                do {
                    document = try verify(match, mode)
                } catch is DeadlinePassed {
                    found.isCutShort = true
                    break
                }
                seen += 1
                if var document {
                    keptBytes += document.text?.sizeBytes ?? 0
                    if keptBytes > Self.keptTextsLimitBytes || verified.count < request.offset { document.text = nil }
                    verified.append(document)
                }
                isPageCertain = isCertain(verified, needed, afterWeight: match.weight)
                if isPageCertain { break }
            }
            let isExhausted = !found.isCutShort && !isPageCertain && set.matches.count < batch
            found.setTotals(set, seen: seen, verified: verified.count, isExhausted: isExhausted, mustVerify: mustVerify)
            if isExhausted || isPageCertain || found.isCutShort { break }
            batch *= 2
        }
        if request.sort == .relevance { verified.sort { ($0.score, $1.id) > ($1.score, $0.id) } }
        found.documents = Array(verified.dropFirst(request.offset).prefix(request.limit))
        return found
    }

    /// True when no candidate behind one of this weight can be on the page.
    ///
    /// Verification takes bonuses away, so a document may fall behind candidates that come after it.
    private func isCertain(_ verified: [FoundDocument], _ needed: Int, afterWeight weight: Double) -> Bool {
        guard !request.countsExactly, verified.count >= needed else { return false }
        return request.sort != .relevance || verified.count { $0.score >= weight } >= needed
    }

    private var secondsLeft: Double {
        (request.deadline - ContinuousClock.now) / .seconds(1)
    }

    // MARK: Verification

    /// Looks whether a candidate has what its terms promise, and what of its bonuses it keeps; nil when it is no match.
    ///
    /// Throws: `DeadlinePassed` as well, between two clauses and between two blocks of a long text.
    func verify(_ match: Match, _ mode: CandidateQuery.Mode) throws -> FoundDocument? {
        try checkDeadline()
        let (bonuses, rest) = CandidateQuery.split(match.weight)
        switch mode {
        case .all, .any:
            let mayContainQuestion = bonuses > 0
            guard mustVerify || mayContainQuestion else {
                return FoundDocument(id: match.documentID, score: rest)
            }
            let text = try StoredText(reader, match.documentID, folder, deadline: request.deadline)
            guard try isMatch(text, mode) else { return nil }
            let contained =
                mayContainQuestion ? try questions.count { try text.containsWhole(matchers.clauses[$0]) } : 0
            return FoundDocument(
                id: match.documentID, score: Double(contained) * CandidateQuery.bonus + rest, text: text)
        case .most:
            guard mustVerify else {
                return FoundDocument(id: match.documentID, score: match.weight, isPartial: true)
            }
            let text = try StoredText(reader, match.documentID, folder, deadline: request.deadline)
            let satisfied = try matchers.clauses.count { clause in
                try checkDeadline()
                return try text.satisfies(clause)
            }
            guard satisfied > 0 else { return nil }
            return FoundDocument(
                id: match.documentID, score: Double(satisfied) * CandidateQuery.bonus + rest, isPartial: true,
                text: text)
        }
    }

    private func isMatch(_ text: StoredText, _ mode: CandidateQuery.Mode) throws -> Bool {
        guard mustVerify else { return true }
        if mode == .any {
            return try matchers.clauses.contains { clause in
                try checkDeadline()
                return try text.satisfies(clause)
            }
        }
        return try plan.clauses.indices.allSatisfy { index in
            try checkDeadline()
            return try plan.clauses[index].requirement.isDecidedByTerms || text.satisfies(matchers.clauses[index])
        }
    }

    /// A long text against many clauses takes longer than a deadline may be exceeded.
    private func checkDeadline() throws {
        if ContinuousClock.now >= request.deadline { throw DeadlinePassed() }
    }

    /// The terms of some clause promise more than they hold.
    var mustVerify: Bool {
        plan.clauses.contains { !$0.requirement.isDecidedByTerms }
    }

    private var questions: [Int] {
        plan.clauses.indices.filter { if case .question = plan.clauses[$0].requirement { true } else { false } }
    }
}

extension CandidateCollector.Found {
    /// Bounds on the number of matches, from the engine's bounds on candidates and from what verification left of those
    /// that were looked at.
    mutating func setTotals(_ set: MatchSet, seen: Int, verified: Int, isExhausted: Bool, mustVerify: Bool) {
        guard mustVerify else {
            (totalLower, totalEstimated, totalUpper) = (set.countLowerBound, set.countEstimate, set.countUpperBound)
            return
        }
        totalLower = verified
        totalUpper = isExhausted ? verified : max(verified, set.countUpperBound - (seen - verified))
        let share = seen == 0 ? 1 : Double(verified) / Double(seen)
        totalEstimated = min(max(Int((Double(set.countEstimate) * share).rounded()), totalLower), totalUpper)
    }
}

extension SearchRequest.Sort {
    /// The engine's order.
    fileprivate var order: MatchOrder {
        switch self {
        case .relevance: .relevance
        case .oldestFirst: .value(slot: ValueSlot.date, descending: false)
        case .newestFirst: .value(slot: ValueSlot.date, descending: true)
        case .path: .value(slot: ValueSlot.path, descending: false)
        case .smallestFirst: .value(slot: ValueSlot.size, descending: false)
        case .largestFirst: .value(slot: ValueSlot.size, descending: true)
        }
    }
}
