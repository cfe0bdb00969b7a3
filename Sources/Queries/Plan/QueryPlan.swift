package import Analysis

/// What a query asks of documents: clauses of terms to look up, texts to verify, weights to rank by. It knows no engine.
///
/// Its one-line form, in `description`, is what tests and `--explain` show.
package struct QueryPlan: Hashable, Sendable {
    /// Everything that is looked for in texts; conditions name a clause by its index.
    package var clauses: [Clause]
    /// What was asked for, part by part: a document needs all of them, or any, as the request says.
    package var parts: [Condition]
    /// What a document needs in either case: what must or must not be there, and filters.
    package var constraints: [Condition]
    /// The query as a whole, to tell the documents that contain it as it was typed.
    package var wholeQuery: [Token]

    package struct Clause: Hashable, Sendable {
        /// What was typed for it.
        package var typed: String
        package var scope: Scope
        package var requirement: Requirement

        package init(typed: String, scope: Scope = .text, requirement: Requirement) {
            self.typed = typed
            self.scope = scope
            self.requirement = requirement
        }
    }

    /// Where a clause is looked for.
    package enum Scope: Hashable, Sendable {
        /// The body and the title.
        case text
        case title, author, path
    }

    /// What a document must have to satisfy a clause.
    package enum Requirement: Hashable, Sendable {
        /// The tokens one after another. `terms` are what every such document has; having them all may not be enough.
        case sequence([Token], terms: [[UInt8]])
        /// A word in any of its forms: the term itself ranks higher than the stem, which finds them all.
        case word(Token, term: [UInt8], stem: [UInt8])
        /// The tokens one after another, the last of them the beginning of a word or number. `terms` are what every such
        /// document has beside a term that begins with `prefix`.
        case prefix([Token], terms: [[UInt8]], prefix: [UInt8])
        /// Both, in either order, with at most so many characters between them. `terms` are what every such document has.
        case near([Token], [Token], characters: Int, terms: [[UInt8]])
        /// At least one of the ranked pairs or words, the more the better. Documents with the tokens one after another come
        /// first; `terms` are what every such document has.
        case question([Token], terms: [[UInt8]], ranked: RankedTerms)
    }

    package init(clauses: [Clause], parts: [Condition], constraints: [Condition] = [], wholeQuery: [Token]) {
        self.clauses = clauses
        self.parts = parts
        self.constraints = constraints
        self.wholeQuery = wholeQuery
    }
}

extension QueryPlan {
    /// True when it asks for nothing at all, which no document answers.
    package var isEmpty: Bool { parts.isEmpty && constraints.isEmpty }

    /// The clauses that a matching document may have, each once, in order: those that are shown and ranked by.
    package var soughtClauses: [Int] {
        Set((parts + constraints).flatMap { $0.clauses(includingNegated: false) }).sorted()
    }
}

extension QueryPlan {
    /// The clause of a plan that is one question to the text and nothing else.
    package var onlyQuestion: Int? {
        guard constraints.isEmpty, parts.count == 1, case .clause(let index) = parts[0], clauses[index].scope == .text,
            case .question = clauses[index].requirement
        else { return nil }
        return index
    }
}

extension QueryPlan.Requirement {
    package var tokens: [Token] {
        switch self {
        case .sequence(let tokens, _), .prefix(let tokens, _, _), .question(let tokens, _, _): tokens
        case .near(let first, let second, _, _): first + second
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
        case .prefix(let tokens, _, _): tokens.count == 1
        case .near: false
        case .word, .question: true
        }
    }
}

extension QueryPlan: CustomStringConvertible {
    package var description: String {
        if isEmpty { return "NOTHING" }
        let constraints = self.constraints.map { "+" + $0.description(clauses) }
        return (parts.map { $0.description(clauses) } + constraints).joined(separator: " ")
    }
}

extension QueryPlan.Clause: CustomStringConvertible {
    package var description: String {
        let scope =
            switch scope {
            case .text: ""
            case .title: "title:"
            case .author: "author:"
            case .path: "path:"
            }
        let requirement =
            switch requirement {
            case .sequence(_, let terms): "sequence(\(list(terms)))"
            case .word(_, let term, let stem): "word(\(list([term, stem])))"
            case .prefix(_, let terms, let prefix): "prefix(\(list(terms + [prefix]))*)"
            case .near(_, _, let characters, let terms): "near/\(characters)(\(list(terms)))"
            case .question(_, _, let ranked): "question(\(ranked))"
            }
        return scope + requirement
    }

    private func list(_ terms: [[UInt8]]) -> String {
        terms.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }
}
