internal import Queries
internal import XapianIndex

/// Bounds what the engine does for one query: of many terms only the rarest are taken.
///
/// Each term is a look-up and a list of documents to be read beside the others, during which the engine minds no deadline,
/// and the most frequent cost most and say least.
struct RarestTerms {
    let reader: IndexReader

    /// 4,096 different characters took 3 s with a list for each pair of them.
    static let most = 256

    /// Of things any of which a document may have, those that some document has, at most `most` of them, the rarest; in
    /// their order. And whether others were left out that some document has.
    func ofAny<Element>(
        _ elements: [Element], frequency: (Element) throws(IndexError) -> Int
    ) throws(IndexError) -> (kept: [Element], isCut: Bool) {
        guard elements.count > Self.most else { return (elements, false) }
        var found: [(index: Int, frequency: Int)] = []
        for index in elements.indices {
            let frequency = try frequency(elements[index])
            if frequency > 0 { found.append((index, frequency)) }
        }
        return (Self.rarest(found).map { elements[$0] }, found.count > Self.most)
    }

    /// Of terms all of which a document needs, at most `most`: what has all of these may lack others.
    func ofAll(_ terms: [[UInt8]], in field: [UInt8]) throws(IndexError) -> [[UInt8]] {
        guard terms.count > Self.most else { return terms }
        var found: [(index: Int, frequency: Int)] = []
        for index in terms.indices {
            let frequency = try reader.termFrequency(field + terms[index])
            // No document has them all.
            if frequency == 0 { return [terms[index]] }
            found.append((index, frequency))
        }
        return Self.rarest(found).map { terms[$0] }
    }

    /// The indices of the rarest, ascending.
    private static func rarest(_ found: [(index: Int, frequency: Int)]) -> [Int] {
        found.sorted { ($0.frequency, $0.index) < ($1.frequency, $1.index) }.prefix(most).map(\.index).sorted()
    }

    /// The plan with at most `most` of its parts, any of which a document may have; whether others were left out.
    ///
    /// The plan holds at least one part.
    func ofAny(partsOf plan: QueryPlan) throws(IndexError) -> (plan: QueryPlan, isCut: Bool) {
        let parts = try ofAny(plan.parts) { part throws(IndexError) in try frequency(part, plan) }
        var plan = plan
        // Without any part it would ask for something else.
        if !parts.kept.isEmpty { plan.parts = parts.kept } else { plan.parts.removeLast(plan.parts.count - 1) }
        return (plan, parts.isCut)
    }

    /// About how many documents meet a condition, going by the terms of its clauses.
    private func frequency(_ condition: Condition, _ plan: QueryPlan) throws(IndexError) -> Int {
        switch condition {
        case .clause(let index): return try frequency(plan.clauses[index])
        case .filter, .not: return try reader.documentCount
        case .all(let parts):
            return try frequencies(parts) { part throws(IndexError) in try frequency(part, plan) }.min() ?? 0
        case .any(let parts):
            return try frequencies(parts) { part throws(IndexError) in try frequency(part, plan) }.max() ?? 0
        }
    }

    private func frequency(_ clause: QueryPlan.Clause) throws(IndexError) -> Int {
        func frequencies(_ terms: [[UInt8]]) throws(IndexError) -> [Int] {
            try self.frequencies(terms) { term throws(IndexError) in
                try reader.termFrequency(clause.scope.termPrefix + term)
            }
        }
        switch clause.requirement {
        case .sequence(_, let terms), .near(_, _, _, let terms): return try frequencies(terms).min() ?? 0
        // The words that begin so are not looked at.
        case .prefix(_, let terms, _): return try (frequencies(terms) + [reader.documentCount]).min() ?? 0
        case .word(_, _, let stem): return try frequencies([stem])[0]
        case .question(_, _, let ranked):
            return try frequencies((ranked.words + ranked.pairs).map(\.term)).max() ?? 0
        }
    }

    private func frequencies<Element>(
        _ elements: [Element], _ frequency: (Element) throws(IndexError) -> Int
    ) throws(IndexError) -> [Int] {
        var frequencies: [Int] = []
        for element in elements { frequencies.append(try frequency(element)) }
        return frequencies
    }
}
