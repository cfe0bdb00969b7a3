package import Analysis

/// What a query ranks by: each term once, with how much it counts. The engine multiplies that by what a term's rarity and
/// frequency are worth.
///
/// | typed                | ranked                                                              |
/// |----------------------|---------------------------------------------------------------------|
/// | `手机的MIX 2`        | `mix 2 手机 机的^0.5 手 机`                                         |
/// | `的`                 | `的`                                                                |
package struct RankedTerms: Hashable, Sendable {
    package struct Ranked: Hashable, Sendable {
        package var term: [UInt8]
        /// Above 0.
        package var weight: Double
    }

    /// Of a word of a language, the word itself and its stem; numbers.
    package var words: [Ranked] = []
    package var pairs: [Ranked] = []
    package var characters: [Ranked] = []

    /// A Latin word or a number: RANKING.md, part 2.
    private static let wordWeight = 2.0
    /// A pair of characters with none, one or two weak ones: RANKING.md, part 1.
    private static let pairWeights = [1, 0.5, 0.25]

    package init(_ tokens: [Token]) {
        add(tokens, mindsWeakness: true)
        // A query of nothing but weak terms runs at full weight: RANKING.md, part 1.
        if words.isEmpty, characters.isEmpty {
            pairs = []
            add(tokens, mindsWeakness: false)
        }
    }

    /// What a plan ranks by: all that it looks for in texts.
    package init(_ plan: QueryPlan) {
        let clauses = plan.soughtClauses.map { plan.clauses[$0] }.filter { $0.scope == .text }
        if clauses.count == 1, case .question(_, _, let ranked) = clauses[0].requirement {
            self = ranked
        } else {
            self.init(clauses.flatMap(\.requirement.tokens))
        }
    }

    private mutating func add(_ tokens: [Token], mindsWeakness: Bool) {
        for (index, token) in tokens.enumerated() {
            switch token.terms {
            case .grams(let characters, let pairs):
                let endsWord = index == tokens.count - 1 || tokens[index + 1].gap != .none
                let areWeak =
                    mindsWeakness
                    ? WeakCharacters.areWeak(characters, endsWord: endsWord)
                    : [Bool](repeating: false, count: characters.count)
                for (index, pair) in pairs.enumerated() {
                    let weight = Self.pairWeights[areWeak[index...index + 1].count { $0 }]
                    self.pairs.append(Ranked(term: pair, weight: weight))
                }
                for (character, isWeak) in zip(characters, areWeak) where !isWeak {
                    self.characters.append(Ranked(term: character, weight: 1))
                }
            case .word(let term, _, let stem):
                guard let stem else {
                    words.append(Ranked(term: term, weight: Self.wordWeight))
                    continue
                }
                words.append(Ranked(term: stem, weight: Self.wordWeight / 2))
                words.append(Ranked(term: term, weight: Self.wordWeight / 2))
            }
        }
        words = Self.distinct(words)
        pairs = Self.distinct(pairs)
        characters = Self.distinct(characters)
    }

    /// Each term once, at its highest weight.
    private static func distinct(_ ranked: [Ranked]) -> [Ranked] {
        var indices: [[UInt8]: Int] = [:]
        var distinct: [Ranked] = []
        for ranked in ranked {
            if let index = indices[ranked.term] {
                distinct[index].weight = max(distinct[index].weight, ranked.weight)
            } else {
                indices[ranked.term] = distinct.count
                distinct.append(ranked)
            }
        }
        return distinct
    }
}

extension RankedTerms: CustomStringConvertible {
    /// The terms, each with its weight where it is a weak one.
    package var description: String {
        (words + pairs + characters).map { ranked in
            String(decoding: ranked.term, as: UTF8.self) + (ranked.weight < 1 ? "^\(ranked.weight)" : "")
        }.joined(separator: " ")
    }
}
