internal import Analysis
internal import Queries
internal import XapianIndex

/// Looks for what a plan asks, and for less of it when no document has that.
struct PlanSearch {
    /// The page.
    private(set) var found: CandidateCollector.Found
    /// Of the plan by which it was found.
    private(set) var matchers: ClauseMatchers
    /// What was looked for otherwise than it was asked.
    private(set) var notices: [SearchNotice] = []

    private let request: SearchRequest
    private let documents: DocumentReader
    private let analyzer: QueryAnalyzer
    private var mode: CandidateQuery.Mode
    private var collector: CandidateCollector
    /// Some of many parts are not looked for.
    private var isCut: Bool

    /// - Parameter plan: not an empty one.
    init(
        _ request: SearchRequest, _ plan: QueryPlan, of tree: QueryTree, _ documents: DocumentReader,
        _ analyzer: QueryAnalyzer
    ) throws {
        (self.request, self.documents, self.analyzer) = (request, documents, analyzer)
        mode = request.match == .all ? .all : .any
        // What any of many words finds costs more than what has all of them.
        let asked =
            mode == .any && !plan.parts.isEmpty
            ? try RarestTerms(reader: documents.index).ofAny(partsOf: plan) : (plan: plan, isCut: false)
        isCut = asked.isCut
        matchers = ClauseMatchers(asked.plan, analyzer: analyzer)
        collector = try CandidateCollector(request, asked.plan, matchers, documents, analyzer)
        found = try collector.collect(mode)

        if mayAskForLess(than: plan), request.match == .all {
            try collect(plan, .most)
            if !found.documents.isEmpty {
                note(code: "partial", "no document has all of the words; these have most of them")
            }
        }
        // Two words as typed stand nowhere; what shares their pieces is better than nothing, and says what it is.
        if mayAskForLess(than: plan), tree.isPlainWords {
            try collect(plan.inPieces, .any)
            if !found.documents.isEmpty {
                for index in found.documents.indices { found.documents[index].isPartial = true }
                note(code: "pieces", "no document has any of the words; these have pieces of them")
            }
        }
        if collector.hasCutPrefix {
            note(
                code: "prefix",
                "only the \(ClauseQueries.mostPrefixTerms) most frequent words that begin so are searched")
        }
        if isCut || collector.hasCutPieces {
            note(
                code: "long-query", "the query is long; documents are searched by its \(RarestTerms.most) rarest pieces"
            )
        }
        if isCut { found.totalUpper = try documents.index.documentCount }
    }

    /// All documents that match, as they were found, and whether that is certain.
    func matchingDocuments() throws -> (ids: [DocumentID], isExact: Bool) {
        let matches = try collector.matchingDocuments(mode)
        return (matches.ids, matches.isExact && !isCut)
    }

    /// Certainly nothing was found, and there are parts of which something may be. A count is of what matches; what has
    /// only some of the words does not.
    private func mayAskForLess(than plan: QueryPlan) -> Bool {
        found.documents.isEmpty && found.totalUpper == 0 && !found.isCutShort && plan.parts.count > 1
            && !request.countsExactly
    }

    /// Collects by another plan than the first, any part of which is enough.
    private mutating func collect(_ plan: QueryPlan, _ mode: CandidateQuery.Mode) throws {
        let asked = try RarestTerms(reader: documents.index).ofAny(partsOf: plan)
        (self.mode, isCut) = (mode, asked.isCut)
        matchers = ClauseMatchers(asked.plan, analyzer: analyzer)
        collector = try CandidateCollector(request, asked.plan, matchers, documents, analyzer)
        found = try collector.collect(mode)
    }

    private mutating func note(code: String, _ message: String) {
        notices.append(SearchNotice(code: code, message: message))
    }
}
