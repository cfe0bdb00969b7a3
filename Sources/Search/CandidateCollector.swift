internal import Analysis
internal import IndexSchema
internal import Matching
internal import Queries
internal import XapianIndex

/// Takes candidates from the engine in batches, verifies them on their text, and stops when a page is certain.
final class CandidateCollector {
    let request: SearchRequest
    let plan: QueryPlan
    let documents: TextReader
    private let matchers: ClauseMatchers
    private let clauses: ClauseQueries
    private let filters: FilterQueries
    private let verifier: ConditionVerifier
    private var madeRanking: RankingQuery?
    private let analyzer: QueryAnalyzer
    /// The first places are ordered by windows as well.
    private let ranksWindows: Bool
    private let typedForms: TypedForms?
    /// The candidates for the plan without its constraints; nil when they are many, or have not been looked for.
    private var fewHavingParts: [DocumentID]?

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

    init(
        _ request: SearchRequest, _ plan: QueryPlan, _ matchers: ClauseMatchers, _ documents: TextReader,
        _ analyzer: QueryAnalyzer
    ) throws(IndexError) {
        self.request = request
        self.plan = plan
        self.documents = documents
        self.matchers = matchers
        let reader = documents.index
        let clauses = try ClauseQueries(plan, reader)
        self.clauses = clauses
        filters = FilterQueries(reader)
        verifier = ConditionVerifier(
            matchers: matchers, filters: filters, isClauseDecided: plan.clauses.indices.map(clauses.isDecided),
            deadline: request.deadline)
        self.analyzer = analyzer
        ranksWindows =
            request.sort == .relevance && request.offset < WindowRanking.places && WindowRanking.isUseful(for: plan)
        typedForms =
            request.sort == .relevance && request.offset < TypedForms.places ? TypedForms(plan, matchers) : nil
    }

    var reader: IndexReader { documents.index }

    /// Some prefix stands for more words than are searched: there may be more documents.
    var hasCutPrefix: Bool { clauses.hasCutPrefix }

    /// The query holds more words and pairs, any of which is enough, than are searched: there may be more documents.
    var hasCutPieces: Bool {
        get throws(IndexError) { plan.onlyQuestion != nil ? try ranking().isCut : clauses.hasCutQuestion }
    }

    func candidateQuery(_ mode: CandidateQuery.Mode) throws -> CandidateQuery {
        try CandidateQuery(plan, mode: mode, clauses: clauses, filters: filters, ranking: ranking())
    }

    /// Most of what is typed in vain needs none, so it is made when it is asked for.
    private func ranking() throws(IndexError) -> RankingQuery {
        if let madeRanking { return madeRanking }
        // A title has no quotes around it that a query may have.
        let titles = [request.query] + (plan.clauses.count == 1 ? [plan.clauses[0].typed] : [])
        let ranking = try RankingQuery(plan, titles: Set(titles.map(analyzer.folded)), reader)
        madeRanking = ranking
        return ranking
    }

    func collect(_ mode: CandidateQuery.Mode) throws -> Found {
        // Of what people type in vain, most has a pair of characters that no document has.
        guard try mayFind(mode) || hasCutPrefix || hasCutPieces else { return Found() }
        // Fewer than a page are looked at one and all, and the engine is asked for no more than their weights.
        let few = try few(mode).flatMap { $0.ids.count < needed ? $0 : nil }
        if let few, few.ids.isEmpty { return Found() }
        let candidates = few == nil ? try candidateQuery(mode) : nil
        let mustVerify = mustVerify
        var verified: [FoundDocument] = []
        var seen = 0
        // Never 0, also for an empty index: a batch that is not full is how the end is known. An exact count takes every
        // candidate, but not all at once, for within a batch the engine minds no deadline.
        var batch = max(needed, request.countsExactly ? Self.countingBatch : Self.smallestBatch)
        var found = Found()
        var keptBytes = 0

        while true {
            let set =
                try candidates.map { try page(of: $0, first: seen, count: batch) } ?? MatchSet(all: few?.ids ?? [])
            var isPageCertain = false
            let ahead = documents.readAhead(set.matches.filter { needsText($0, mode) }.map(\.documentID))
            defer { ahead?.stop() }
            for match in set.matches {
                if needsText(match, mode) { ahead?.reachNext() }
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
        if let few, !verified.isEmpty { try weigh(&verified, few) }
        // Of those there may be more that hold it.
        if try hasCutPrefix || hasCutPieces { found.totalUpper = try reader.documentCount }
        if order == .relevance { verified.sort { ($0.score, $1.id) > ($1.score, $0.id) } }
        if !found.isCutShort, verified.count > 1 {
            do {
                try orderFirst(&verified)
            } catch is DeadlinePassed {
                found.isCutShort = true
            }
        }
        found.documents = Array(verified.dropFirst(request.offset).prefix(request.limit))
        return found
    }

    /// How many documents match, up to so many: few are looked at until there are enough, and not ordered.
    func count(_ mode: CandidateQuery.Mode, upTo most: Int) throws -> Int {
        guard try mayFind(mode), let few = try few(mode) else { return min(most, try collect(mode).documents.count) }
        var count = 0
        for id in few.ids where count < most {
            do {
                if try verify(Match(documentID: id, weight: 0), mode) != nil { count += 1 }
            } catch is DeadlinePassed {
                break
            }
        }
        return count
    }

    /// How many of the first documents must be known.
    private var needed: Int {
        max(
            request.offset + request.limit, ranksWindows ? WindowRanking.places : 0,
            typedForms == nil ? 0 : TypedForms.places)
    }

    // MARK: Few candidates

    /// The candidates, without an order; nil where it takes the engine to find them.
    private func few(_ mode: CandidateQuery.Mode) throws(IndexError) -> FewDocuments? {
        guard mode == .all || mode == .any && plan.parts.count == 1, order == .relevance,
            let parts = terms(of: .all(plan.parts)), var few = try FewDocuments(having: parts, reader)
        else { return nil }
        fewHavingParts = few.ids
        guard let constraints = terms(of: .all(plan.constraints)) else { return nil }
        try few.keep(having: constraints, reader)
        return few
    }

    /// Terms that the candidates for a condition have, and no other documents; nil where it is not so simple.
    private func terms(of condition: Condition) -> [[UInt8]]? {
        switch condition {
        case .clause(let index): return clauses.terms(index)
        case .filter(let filter): return filters.term(filter).map { [$0] }
        case .all(let parts):
            var terms: [[UInt8]] = []
            for part in parts {
                guard let more = self.terms(of: part) else { return nil }
                terms += more
            }
            return terms
        case .any, .not: return nil
        }
    }

    /// Whether any document has the parts of the plan, whatever the constraints; nil when it takes a search, or longer than
    /// the deadline, to know.
    func isSomewhere(_ mode: CandidateQuery.Mode) throws -> Bool? {
        guard let fewHavingParts else { return nil }
        if plan.parts.allSatisfy(verifier.isDecided) { return !fewHavingParts.isEmpty }
        do {
            return try fewHavingParts.contains { try satisfiedParts(of: documents.text($0), mode) != nil }
        } catch is DeadlinePassed {
            return nil
        }
    }

    /// Gives each document the score that it has among all candidates.
    private func weigh(_ verified: inout [FoundDocument], _ few: FewDocuments) throws(IndexError) {
        let query = try ranking().weighing(IndexQuery.and(few.telling.map { .term($0) }).scaled(by: 0))
        // Among no more than the rarest term has. None of them is passed over for want of weight.
        let matches = try reader.search(query, count: FewDocuments.most + 1, weighting: RankingQuery.weighting).matches
        for match in matches {
            guard let index = verified.firstIndex(where: { $0.id == match.documentID }) else { continue }
            verified[index].score = match.weight
        }
    }

    // MARK: Pages

    private func page(of candidates: CandidateQuery, first: Int, count: Int) throws(IndexError) -> MatchSet {
        let checked = request.countsExactly || isListing ? try reader.documentCount : 0
        guard let ofOneTerm = candidates.ofOneTerm, order == .relevance, checked == 0 else {
            return try reader.search(
                candidates.query, first: first, count: count, checkAtLeast: checked,
                weighting: RankingQuery.weighting, order: order, timeLimitSeconds: max(secondsLeft, 0.001))
        }
        // The engine would look at all documents with 的 for the few that have it for their title; where nothing has a
        // weight, it stops at the end of the page.
        let titled = try ofOneTerm.titled.map { query throws(IndexError) in
            try reader.search(
                query, count: first + count, weighting: RankingQuery.weighting,
                timeLimitSeconds: max(secondsLeft, 0.001)
            ).matches
        }
        var set = try reader.search(
            ofOneTerm.all, count: first + count + (titled?.count ?? 0), weighting: .none)
        let isTitled = Set((titled ?? []).map(\.documentID))
        let matches = (titled ?? []) + set.matches.filter { !isTitled.contains($0.documentID) }
        set.matches = Array(matches.dropFirst(first).prefix(count))
        return set
    }

    /// False when the terms alone tell that no document matches.
    private func mayFind(_ mode: CandidateQuery.Mode) throws(IndexError) -> Bool {
        guard try mayBeMet(.all(plan.constraints)) else { return false }
        return plan.parts.isEmpty ? true : try mayBeMet(mode == .all ? .all(plan.parts) : .any(plan.parts))
    }

    private func mayBeMet(_ condition: Condition) throws(IndexError) -> Bool {
        switch condition {
        case .clause(let index): return try clauses.mayBeFound(index, reader)
        case .filter, .not: return true
        case .all(let parts):
            for part in parts where try !mayBeMet(part) { return false }
            return true
        case .any(let parts):
            for part in parts where try mayBeMet(part) { return true }
            return false
        }
    }

    /// Orders the first documents by what only their texts tell.
    private func orderFirst(_ found: inout [FoundDocument]) throws {
        func text(_ document: FoundDocument) throws -> StoredText {
            try DeadlinePassed.check(documents.deadline)
            return try document.text ?? documents.text(document.id)
        }
        if ranksWindows {
            try WindowRanking(ranking(), analyzer: analyzer).order(&found, documents)
        }
        if let typedForms { try typedForms.order(&found, reading: text) }
    }

    /// True when no candidate behind one of this weight can be on the page.
    ///
    /// Verification takes bonuses away, so a document may fall behind candidates that come after it.
    private func isCertain(_ verified: [FoundDocument], _ needed: Int, afterWeight weight: Double) -> Bool {
        guard !request.countsExactly, verified.count >= needed else { return false }
        return order != .relevance || verified.count { $0.score >= weight } >= needed
    }

    /// Nothing is looked for in texts, so nothing makes one document better than another: the newest come first.
    private var isListing: Bool { plan.soughtClauses.isEmpty && request.sort == .relevance }

    private var order: MatchOrder {
        isListing ? SearchRequest.Sort.newestFirst.order : request.sort.order
    }

    private var secondsLeft: Double {
        (request.deadline - ContinuousClock.now) / .seconds(1)
    }

    // MARK: Verification

    /// Looks whether a candidate has what its terms promise, and what of its bonuses it keeps; nil when it is no match.
    ///
    /// Throws: `DeadlinePassed` as well, between two clauses and between two blocks of a long text.
    func verify(_ match: Match, _ mode: CandidateQuery.Mode) throws -> FoundDocument? {
        try DeadlinePassed.check(documents.deadline)
        let rest = CandidateQuery.split(match.weight).rest
        guard needsText(match, mode) else {
            return FoundDocument(
                id: match.documentID, score: mode == .most ? match.weight : rest, isPartial: mode == .most)
        }
        let text = try documents.text(match.documentID)
        guard try plan.constraints.allSatisfy({ try verifier.holds($0, inCandidate: text) }),
            let parts = try satisfiedParts(of: text, mode)
        else { return nil }
        let kept =
            mode == .most
            ? parts
            : mayContainQuestion(match, mode) ? try questions.count { try text.containsWhole(matchers.clauses[$0]) } : 0
        return FoundDocument(
            id: match.documentID, score: Double(kept) * CandidateQuery.bonus + rest, isPartial: mode == .most,
            text: text)
    }

    /// Only a candidate's text tells whether, or how well, it matches.
    private func needsText(_ match: Match, _ mode: CandidateQuery.Mode) -> Bool {
        mustVerify || mayContainQuestion(match, mode)
    }

    private func mayContainQuestion(_ match: Match, _ mode: CandidateQuery.Mode) -> Bool {
        mode != .most && CandidateQuery.split(match.weight).bonuses > 0
    }

    /// The number of parts that a candidate satisfies, as far as the mode minds it; nil when they are too few.
    private func satisfiedParts(of text: StoredText, _ mode: CandidateQuery.Mode) throws -> Int? {
        switch mode {
        case .all:
            return try plan.parts.allSatisfy { try verifier.holds($0, inCandidate: text) } ? plan.parts.count : nil
        case .any:
            if plan.parts.allSatisfy(verifier.isDecided) { return 1 }
            return try plan.parts.contains { try verifier.holds($0, in: text) } ? 1 : nil
        case .most:
            let count = try plan.parts.count { try verifier.holds($0, in: text) }
            return count > 0 ? count : nil
        }
    }

    /// The terms of some part promise more than they hold.
    var mustVerify: Bool {
        !(plan.parts + plan.constraints).allSatisfy(verifier.isDecided)
    }

    private var questions: [Int] {
        plan.soughtClauses.filter { if case .question = plan.clauses[$0].requirement { true } else { false } }
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

extension MatchSet {
    /// All that match, without weights.
    fileprivate init(all ids: [DocumentID]) {
        self.init(
            matches: ids.map { Match(documentID: $0, weight: 0) }, countLowerBound: ids.count, countEstimate: ids.count,
            countUpperBound: ids.count)
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
