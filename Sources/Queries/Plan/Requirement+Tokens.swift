internal import Analysis

/// Requirements made of tokens; none of them is empty.
extension QueryPlan.Requirement {
    /// CJK characters up to this number are one word or name; more of them are a question. INTERFACE.md sets it for a run
    /// of them; those of runs with words or numbers between them count together: nobody wrote `30岁高血压160严重吗` so.
    private static let longestExactRun = 4

    /// What was typed without blanks and marks is a question.
    static func isQuestion(_ tokens: [Token]) -> Bool {
        tokens.reduce(0) { $0 + $1.characterCount } > longestExactRun
    }

    /// What was typed without quotes and blanks.
    static func text(_ tokens: [Token], mayBeQuestion: Bool) -> QueryPlan.Requirement {
        if mayBeQuestion, isQuestion(tokens) {
            return .question(tokens, terms: sequenceTerms(tokens), ranked: RankedTerms(tokens))
        }
        if tokens.count == 1, case .word(let term, _, let stem?) = tokens[0].terms {
            return .word(tokens[0], term: term, stem: stem)
        }
        return .sequence(tokens, terms: sequenceTerms(tokens))
    }

    /// The beginning of a word or number; of CJK text, which has no words to begin, the text itself.
    static func prefix(_ tokens: [Token]) -> QueryPlan.Requirement {
        let last = tokens[tokens.count - 1]
        guard case .word(_, let bare, _) = last.terms, last.kind == .word || last.kind == .number else {
            return .sequence(tokens, terms: sequenceTerms(tokens))
        }
        return .prefix(tokens, terms: sequenceTerms(Array(tokens.dropLast())), prefix: bare)
    }

    /// Exactly this text. What is a name with signs on its own may be a part of another word in a document: `".txt"`
    /// stands in `readme.txt`. So the bare words find the candidates.
    static func quotation(_ tokens: [Token]) -> QueryPlan.Requirement {
        .sequence(tokens, terms: bareTerms(tokens))
    }

    static func near(_ first: [Token], _ second: [Token], within characters: Int) -> QueryPlan.Requirement {
        .near(first, second, characters: characters, terms: (bareTerms(first) + bareTerms(second)).distinct)
    }

    /// The same for each place of a query that asks for the same.
    var withoutPlace: QueryPlan.Requirement {
        func placeless(_ tokens: [Token]) -> [Token] {
            tokens.enumerated().map { index, token in
                var token = token
                token.sourceRange = 0..<0
                if index == 0 { token.gap = .none }
                return token
            }
        }
        return switch self {
        case .sequence(let tokens, let terms): .sequence(placeless(tokens), terms: terms)
        case .word(let token, let term, let stem): .word(placeless([token])[0], term: term, stem: stem)
        case .prefix(let tokens, let terms, let prefix): .prefix(placeless(tokens), terms: terms, prefix: prefix)
        case .near(let first, let second, let characters, let terms):
            .near(placeless(first), placeless(second), characters: characters, terms: terms)
        case .question(let tokens, let terms, let ranked): .question(placeless(tokens), terms: terms, ranked: ranked)
        }
    }

    private static func bareTerms(_ tokens: [Token]) -> [[UInt8]] {
        sequenceTerms(
            tokens.map { token in
                guard case .word(_, let bare, let stem) = token.terms else { return token }
                var token = token
                token.terms = .word(bare, bare: bare, stem: stem)
                return token
            })
    }

    /// The terms that every document with the tokens one after another has.
    private static func sequenceTerms(_ tokens: [Token]) -> [[UInt8]] {
        var terms: [[UInt8]] = []
        for token in tokens {
            switch token.terms {
            case .grams(let characters, let pairs): terms += pairs.isEmpty ? characters : pairs
            case .word(let term, _, _): terms.append(term)
            }
        }
        return terms.distinct
    }
}
