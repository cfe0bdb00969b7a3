package import Analysis

/// Decides what a query tree asks of documents. Belongs to one thread, as its analyzer does.
///
/// | typed                 | plan                                                     |
/// |-----------------------|----------------------------------------------------------|
/// | `车`                  | `sequence(车)`                                           |
/// | `高端化`              | `sequence(高端 端化)`                                    |
/// | `MIX2`                | `sequence(mix 2)`                                        |
/// | `phones`              | `word(phones Zphone)`                                    |
/// | `小米高端化`          | `question(小米 米高 高端 端化 小 米 高 端 化)`           |
package struct QueryPlanner {
    /// A CJK run up to this length is one word or name; a longer one is a question. INTERFACE.md sets it.
    static let longestExactRun = 4

    private let analyzer: QueryAnalyzer

    package init(analyzer: QueryAnalyzer) {
        self.analyzer = analyzer
    }

    /// The plan for a tree, without clauses when nothing of it can be searched.
    package func plan(_ tree: QueryTree) -> QueryPlan {
        let leaves =
            switch tree {
            case .nothing: [QueryTree]()
            case .and(let parts): parts
            case .text, .exact: [tree]
            }
        var clauses: [QueryPlan.Clause] = []
        var wholeQuery: [Token] = []
        var seen = Set<QueryPlan.Requirement>()
        for leaf in leaves {
            let (tokens, found) = plan(leaf: leaf)
            clauses += found.filter { seen.insert($0.requirement.withoutPlace).inserted }
            wholeQuery += tokens
        }
        return QueryPlan(clauses: clauses, wholeQuery: wholeQuery)
    }

    private func plan(leaf: QueryTree) -> (tokens: [Token], clauses: [QueryPlan.Clause]) {
        switch leaf {
        case .exact(let typed):
            let tokens = analyzer.tokens(of: typed)
            guard !tokens.isEmpty else { return ([], []) }
            return (tokens, [QueryPlan.Clause(typed: typed, requirement: quotation(tokens))])
        case .text(let typed):
            let tokens = analyzer.tokens(of: typed)
            return (
                tokens,
                words(of: tokens).map { word in
                    let source = word[0].sourceRange.lowerBound..<word[word.count - 1].sourceRange.upperBound
                    let text = String(decoding: Array(typed.utf8)[source], as: UTF8.self)
                    return QueryPlan.Clause(typed: text, requirement: requirement(of: word))
                }
            )
        case .and, .nothing:
            // `and` holds leaves only.
            return ([], [])
        }
    }

    /// Cuts what was typed without a blank where marks stand beside CJK text: `高端，造车` are two words, `foo_bar`,
    /// `2018-10-26` and `asp.net` are one each.
    private func words(of tokens: [Token]) -> [[Token]] {
        var words: [[Token]] = []
        for token in tokens {
            if let last = words.last?.last,
                token.gap == .none || token.gap < .paragraph && token.kind != .cjk && last.kind != .cjk
            {
                words[words.count - 1].append(token)
            } else {
                words.append([token])
            }
        }
        return words
    }

    private func requirement(of tokens: [Token]) -> QueryPlan.Requirement {
        if tokens.contains(where: { $0.characterCount > Self.longestExactRun }) { return question(tokens) }
        if tokens.count == 1, case .word(let term, _, let stem?) = tokens[0].terms {
            return .word(tokens[0], term: term, stem: stem)
        }
        return sequence(tokens)
    }

    private func sequence(_ tokens: [Token]) -> QueryPlan.Requirement {
        .sequence(tokens, terms: sequenceTerms(tokens))
    }

    /// Exactly this text. What is a name with signs on its own may be a part of another word in a document: `".txt"`
    /// stands in `readme.txt`. So the bare words find the candidates.
    private func quotation(_ tokens: [Token]) -> QueryPlan.Requirement {
        let bare = tokens.map { token in
            guard case .word(_, let bare, let stem) = token.terms else { return token }
            var token = token
            token.terms = .word(bare, bare: bare, stem: stem)
            return token
        }
        return .sequence(tokens, terms: sequenceTerms(bare))
    }

    /// The terms that every document with the tokens one after another has.
    private func sequenceTerms(_ tokens: [Token]) -> [[UInt8]] {
        var terms: [[UInt8]] = []
        for token in tokens {
            switch token.terms {
            case .grams(let characters, let pairs): terms += pairs.isEmpty ? characters : pairs
            case .word(let term, _, _): terms.append(term)
            }
        }
        return terms.distinct
    }

    private func question(_ tokens: [Token]) -> QueryPlan.Requirement {
        var pairs: [[UInt8]] = []
        var characters: [[UInt8]] = []
        var words: [[UInt8]] = []
        for token in tokens {
            switch token.terms {
            case .grams(let tokenCharacters, let tokenPairs):
                pairs += tokenPairs
                characters += tokenCharacters
            case .word(let term, _, let stem):
                words.append(stem ?? term)
            }
        }
        return .question(
            tokens, terms: sequenceTerms(tokens),
            ranked: QueryPlan.RankedTerms(
                pairs: pairs.distinct, characters: characters.distinct, words: words.distinct))
    }
}

extension QueryPlan.Requirement {
    /// The same for each place of a query that asks for the same.
    fileprivate var withoutPlace: QueryPlan.Requirement {
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
        case .question(let tokens, let terms, let ranked): .question(placeless(tokens), terms: terms, ranked: ranked)
        }
    }
}

extension [[UInt8]] {
    /// Each element once, in the order of first appearance.
    fileprivate var distinct: [[UInt8]] {
        var seen = Set<[UInt8]>()
        return filter { seen.insert($0).inserted }
    }
}
