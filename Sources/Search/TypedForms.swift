internal import Analysis
internal import Matching
internal import Queries

/// Puts documents that have Chinese words in the form in which they were typed before those that have them in another:
/// Traditional for Simplified, full width for half. Folding makes them one to everything else.
struct TypedForms {
    /// How many places are ordered so, whatever page is asked for: the texts of the first ten are read for their hits
    /// anyway.
    static let places = 10

    private let words: [SoughtClause]

    /// Nil when the form of nothing that is asked for matters: a question is ranked by its pieces, and Latin words have
    /// only their case.
    init?(_ plan: QueryPlan, _ matchers: ClauseMatchers) {
        words = matchers.shown.filter { clause in
            guard case .sequence(let tokens, _) = plan.clauses[clause.number].requirement else { return false }
            return tokens.contains { $0.kind == .cjk }
        }
        if words.isEmpty { return nil }
    }

    /// Orders the first documents anew; among those that have the words as they were typed, and among the others, the
    /// order stays.
    ///
    /// - Parameter text: reads a document's text.
    ///
    /// Throws: `DeadlinePassed`, and then nothing has changed; what reading throws.
    func order(_ documents: inout [FoundDocument], reading text: (FoundDocument) throws -> StoredText) throws {
        // Those that lack a word, where any is enough, have it in no form.
        var places: [Int] = []
        var (typed, others): ([FoundDocument], [FoundDocument]) = ([], [])
        var first = Array(documents.prefix(Self.places))
        for (place, document) in first.enumerated() {
            let text = try text(document)
            first[place].text = text
            guard try words.allSatisfy(text.containsWhole) else { continue }
            places.append(place)
            if try words.allSatisfy(text.containsTyped) {
                typed.append(first[place])
            } else {
                others.append(first[place])
            }
        }
        for (place, document) in zip(places, typed + others) { first[place] = document }
        documents.replaceSubrange(0..<first.count, with: first)
    }
}
