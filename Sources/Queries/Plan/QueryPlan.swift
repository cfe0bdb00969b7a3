package import Analysis

/// What a query asks of documents: clauses of terms to look up, texts to verify, weights to rank by. It knows no engine.
///
/// Its one-line form, in `description`, is what tests and `--explain` show.
package struct QueryPlan: Hashable, Sendable {
    package var clauses: [Clause]
    /// The query as a whole, to tell the documents that contain it as it was typed.
    package var wholeQuery: [Token]

    package struct Clause: Hashable, Sendable {
        /// What was typed for it.
        package var typed: String
        package var requirement: Requirement

        package init(typed: String, requirement: Requirement) {
            self.typed = typed
            self.requirement = requirement
        }
    }

    /// What a document must have to satisfy a clause.
    package enum Requirement: Hashable, Sendable {
        /// The tokens one after another. `terms` are what every such document has; having them all may not be enough.
        case sequence([Token], terms: [[UInt8]])
        /// A word in any of its forms: the term itself ranks higher than the stem, which finds them all.
        case word(Token, term: [UInt8], stem: [UInt8])
        /// At least one of the ranked pairs or words, the more the better. Documents with the tokens one after another come
        /// first; `terms` are what every such document has.
        case question([Token], terms: [[UInt8]], ranked: RankedTerms)
    }

    /// What a question ranks by, each term once.
    package struct RankedTerms: Hashable, Sendable {
        package var pairs: [[UInt8]]
        package var characters: [[UInt8]]
        /// Stems where a word has one; numbers.
        package var words: [[UInt8]]
    }

    package init(clauses: [Clause], wholeQuery: [Token]) {
        self.clauses = clauses
        self.wholeQuery = wholeQuery
    }
}

extension QueryPlan.Requirement {
    package var tokens: [Token] {
        switch self {
        case .sequence(let tokens, _), .question(let tokens, _, _): tokens
        case .word(let token, _, _): [token]
        }
    }

    /// True when a document that has the terms certainly satisfies the clause: nothing is left to verify.
    ///
    /// One word, one character, one pair: the term is the text. Terms that end in a hash are as good as certain.
    package var isDecidedByTerms: Bool {
        switch self {
        case .sequence(let tokens, let terms):
            switch tokens.count == 1 ? tokens[0].terms : nil {
            case .grams(let characters, _): characters.count <= 2
            case .word(let term, _, _): terms == [term]
            case nil: false
            }
        case .word, .question: true
        }
    }
}

extension QueryPlan: CustomStringConvertible {
    package var description: String {
        clauses.isEmpty ? "NOTHING" : clauses.map(\.description).joined(separator: " ")
    }
}

extension QueryPlan.Clause: CustomStringConvertible {
    package var description: String {
        switch requirement {
        case .sequence(_, let terms): "sequence(\(list(terms)))"
        case .word(_, let term, let stem): "word(\(list([term, stem])))"
        case .question(_, _, let ranked): "question(\(list(ranked.words + ranked.pairs + ranked.characters)))"
        }
    }

    private func list(_ terms: [[UInt8]]) -> String {
        terms.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }
}
