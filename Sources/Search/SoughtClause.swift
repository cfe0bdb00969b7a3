internal import Analysis
internal import Matching
internal import Queries

/// A clause as stored texts are looked at for it: what finds it, and the terms that say which blocks of a long text can
/// have it.
struct SoughtClause {
    /// Its place among the query's clauses.
    let number: Int
    let matcher: ClauseMatcher
    /// What a block has in which something that satisfies the clause begins.
    let satisfying: BlockCondition
    /// What a block has in which the clause's tokens, one after another, begin.
    let whole: BlockCondition
    /// The tokens one after another, and nothing else, satisfy the clause.
    let isSequence: Bool
    /// About how many bytes a match of the whole clause has.
    let shownByteCount: Int

    init(_ clause: QueryPlan.Clause, number: Int, analyzer: QueryAnalyzer) {
        self.number = number
        let requirement = clause.requirement
        shownByteCount = requirement.tokens.reduce(0) { $0 + $1.text.count }
        whole = .all(terms: requirement.tokens.flatMap(Self.terms))
        isSequence = if case .sequence = requirement { true } else { false }
        switch requirement {
        case .sequence(let tokens, _), .prefix(let tokens, _, _), .near(let tokens, _, _, _):
            matcher = .sequence(tokens)
            satisfying = whole
        case .word(let token, _, let stem):
            matcher = .word(token, stem: stem, analyzer: analyzer)
            satisfying = .any(terms: [stem])
        case .question(let tokens, _, _):
            matcher = .question(tokens, analyzer: analyzer)
            satisfying = .any(terms: tokens.flatMap(Self.pieces))
        }
    }

    /// Terms that a text with the token has. The bare word of a name with signs, because what a match takes for signs
    /// may be part of something else to the analyzer: `c++` in `c+++`.
    static func terms(of token: Token) -> [[UInt8]] {
        switch token.terms {
        // Filters let one term of thirty pass in vain: one pair is too little to rely on, and rare characters help.
        case .grams(let characters, let pairs): pairs.count > 1 ? pairs : pairs + characters
        case .word(_, let bare, _): [bare]
        }
    }

    /// The terms of which a text has one that shares a piece with the token, as questions do.
    private static func pieces(of token: Token) -> [[UInt8]] {
        switch token.terms {
        case .grams(let characters, let pairs): pairs.isEmpty ? characters : pairs
        case .word(_, let bare, let stem): [stem ?? bare]
        }
    }
}

/// What the filter of a block must say for the block to be worth opening.
enum BlockCondition {
    case all(terms: [[UInt8]])
    case any(terms: [[UInt8]])

    var terms: [[UInt8]] {
        switch self {
        case .all(let terms), .any(let terms): terms
        }
    }
}
