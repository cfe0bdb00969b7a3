internal import Analysis
internal import Matching
internal import Queries

/// A clause as stored texts are looked at for it: what finds it, and the terms that say which blocks of a long text can
/// have it.
struct SoughtClause: Sendable {
    /// Its place among the query's clauses.
    let number: Int
    let scope: QueryPlan.Scope
    let matcher: ClauseMatcher
    /// What was typed for it.
    let typed: TypedForm
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
        scope = clause.scope
        typed = TypedForm(clause.typed)
        let requirement = clause.requirement
        shownByteCount = requirement.tokens.reduce(0) { $0 + $1.text.count }
        switch requirement {
        case .sequence(let tokens, _):
            matcher = .sequence(tokens)
            isSequence = true
            whole = .all(terms: tokens.flatMap(Self.terms))
            satisfying = whole
        case .prefix(let tokens, _, _):
            matcher = .sequence(tokens, lastIsPrefix: true)
            isSequence = true
            // Which words begin so is not known: a prefix alone may be in any block.
            whole = .all(terms: tokens.dropLast().flatMap(Self.terms))
            satisfying = whole
        case .near(let first, let second, let characters, _):
            // Both must be in one window: where a block ends with its paragraph, what is near across it is not found,
            // nor what reaches farther into the next block than the window does.
            matcher = .near(first, second, characters: characters)
            isSequence = false
            whole = .all(terms: requirement.tokens.flatMap(Self.terms))
            satisfying = whole
        case .word(let token, _, let stem):
            matcher = .word(token, analyzer: analyzer)
            isSequence = false
            whole = .all(terms: Self.terms(of: token))
            satisfying = .any(terms: [stem])
        case .question(let tokens, _, _):
            matcher = .question(tokens, analyzer: analyzer)
            isSequence = false
            whole = .all(terms: tokens.flatMap(Self.terms))
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
enum BlockCondition: Sendable {
    case all(terms: [[UInt8]])
    case any(terms: [[UInt8]])

    var terms: [[UInt8]] {
        switch self {
        case .all(let terms), .any(let terms): terms
        }
    }
}
