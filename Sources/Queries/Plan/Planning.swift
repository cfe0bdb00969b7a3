internal import Analysis

/// One query on its way from a tree to a plan.
struct Planning {
    private(set) var plan = QueryPlan(clauses: [], parts: [], wholeQuery: [])

    private let analyzer: QueryAnalyzer
    private let synonyms: Synonyms
    /// How many more synonyms the query may be given.
    private var synonymsLeft = 256
    /// The clauses so far, without their places in the query, so that what is asked twice is looked for once.
    private var indices: [ClauseKey: Int] = [:]

    private struct ClauseKey: Hashable {
        var scope: QueryPlan.Scope
        var requirement: QueryPlan.Requirement
    }

    /// Where in the query a leaf stands.
    private struct Context {
        var field: QueryField?
        var isNegated = false
        /// Nothing but joined to the rest of the query: the leaf belongs to the query as a whole.
        var isOnMainLine = true
    }

    init(analyzer: QueryAnalyzer, synonyms: Synonyms) {
        self.analyzer = analyzer
        self.synonyms = synonyms
    }

    /// Adds a whole tree: what it joins becomes parts, or constraints.
    mutating func add(_ tree: QueryTree) {
        var parts: [Condition] = []
        var constraints: [Condition] = []
        for part in tree.joined {
            for condition in conditions(part, Context()) {
                // When any word is enough, words may be missing; filters and negations still hold.
                if part.isDemand || condition.clauses(includingNegated: false).isEmpty {
                    constraints.append(condition)
                } else {
                    parts.append(condition)
                }
            }
        }
        plan.constraints = constraints.distinct
        plan.parts = parts.distinct
    }

    /// What a tree asks for: all of these; nothing when it holds nothing that can be searched.
    private mutating func conditions(_ tree: QueryTree, _ context: Context) -> [Condition] {
        switch tree {
        case .nothing:
            return []
        case .text(let typed), .exact(let typed), .prefix(let typed):
            if let filter = context.field?.filter(tree, typed, analyzer) { return [.filter(filter)] }
            return context.field?.isDecidedByIndex == true ? [] : clauses(tree, typed, context)
        case .and(let parts):
            let found = parts.flatMap { conditions($0, context) }
            guard context.field?.hasOneValue == true else { return found }
            // A file has one extension: `ext:(md txt)` can only mean either.
            return joined(found.filter { !$0.isNegation }, Condition.any) + found.filter(\.isNegation)
        case .or(let parts):
            var context = context
            context.isOnMainLine = false
            return joined(parts.flatMap { joined(conditions($0, context), Condition.all) }, Condition.any)
        case .not(let part):
            var context = context
            (context.isNegated, context.isOnMainLine) = (true, false)
            return joined(conditions(part, context), Condition.all).map { .not($0) }
        case .required(let part):
            return conditions(part, context)
        case .near(let first, let second, let characters):
            return near(first, second, characters, context)
        case .field(let field, let part):
            var context = context
            (context.field, context.isOnMainLine) = (field, false)
            return conditions(part, context)
        case .range(.date, _, let range):
            return [.filter(.date(range))]
        case .range(.size, _, let range):
            return [.filter(.size(range))]
        }
    }

    /// Several conditions as one; one alone as it is.
    private func joined(_ conditions: [Condition], _ join: ([Condition]) -> Condition) -> [Condition] {
        let different = conditions.distinct
        return different.count > 1 ? [join(different)] : different
    }

    // MARK: Clauses

    private mutating func clauses(_ leaf: QueryTree, _ typed: String, _ context: Context) -> [Condition] {
        let tokens = analyzer.tokens(of: typed)
        guard !tokens.isEmpty else { return [] }
        let words = words(of: tokens, in: typed)
        if case .text = leaf, words.count > 1, isSentence(words, context) {
            if context.isOnMainLine { plan.wholeQuery += tokens }
            return [clause(text(of: tokens, in: typed), context, .text(tokens, mayBeQuestion: true))]
        }
        switch leaf {
        case .text where context.field != .path:
            if context.isOnMainLine { plan.wholeQuery += tokens }
            return words.flatMap { word in
                let asTyped = clause(word.typed, context, .text(word.tokens, mayBeQuestion: mayBeQuestion(context)))
                return joined([asTyped] + synonyms(of: word.tokens, context), Condition.any)
            }
        case .prefix:
            return words.enumerated().map { index, word in
                let isLast = index == words.count - 1
                return clause(
                    word.typed, context,
                    isLast ? .prefix(word.tokens) : .text(word.tokens, mayBeQuestion: mayBeQuestion(context)))
            }
        default:
            if context.isOnMainLine { plan.wholeQuery += tokens }
            return [clause(typed, context, .quotation(tokens))]
        }
    }

    /// A question is ranked by its pieces. What must not be there, and a name, is meant as it was typed.
    private func mayBeQuestion(_ context: Context) -> Bool {
        !context.isNegated && (context.field == nil || context.field == .title)
    }

    /// Clauses for the words that are looked for besides one; none in a field or a negation, which are meant as typed.
    private mutating func synonyms(of tokens: [Token], _ context: Context) -> [Condition] {
        guard context.field == nil, !context.isNegated else { return [] }
        let alternatives = synonyms.alternatives(to: tokens).prefix(synonymsLeft)
        synonymsLeft -= alternatives.count
        return alternatives.map { clause($0.typed, context, .text($0.tokens, mayBeQuestion: false)) }
    }

    private mutating func near(
        _ first: QueryTree, _ second: QueryTree, _ characters: Int, _ context: Context
    ) -> [Condition] {
        let typed = [first, second].compactMap(\.leafText)
        let tokens = typed.map(analyzer.tokens)
        guard tokens.count == 2, tokens.allSatisfy({ !$0.isEmpty }), context.field?.isDecidedByIndex != true else {
            return [first, second].flatMap { conditions($0, context) }
        }
        return [clause(typed.joined(separator: " "), context, .near(tokens[0], tokens[1], within: characters))]
    }

    private mutating func clause(
        _ typed: String, _ context: Context, _ requirement: QueryPlan.Requirement
    ) -> Condition {
        let scope = context.field?.scope ?? .text
        let key = ClauseKey(scope: scope, requirement: requirement.withoutPlace)
        if let index = indices[key] { return .clause(index) }
        indices[key] = plan.clauses.count
        plan.clauses.append(QueryPlan.Clause(typed: typed, scope: scope, requirement: requirement))
        return .clause(plan.clauses.count - 1)
    }

    /// Something between whose marks is too long for a word: `1953年，谁获得了什么奖` asks one thing, and no document need
    /// have `年` beside it for the answer.
    private func isSentence(_ words: [(tokens: [Token], typed: String)], _ context: Context) -> Bool {
        mayBeQuestion(context) && words.contains { QueryPlan.Requirement.isQuestion($0.tokens) }
    }

    /// Cuts what was typed without a blank where marks stand beside CJK text: `高端，造车` are two words, `foo_bar`,
    /// `2018-10-26` and `asp.net` are one each.
    private func words(of tokens: [Token], in typed: String) -> [(tokens: [Token], typed: String)] {
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
        return words.map { ($0, text(of: $0, in: typed)) }
    }

    /// What was typed for tokens that follow one another.
    private func text(of tokens: [Token], in typed: String) -> String {
        let source = tokens[0].sourceRange.lowerBound..<tokens[tokens.count - 1].sourceRange.upperBound
        return String(decoding: Array(typed.utf8)[source], as: UTF8.self)
    }
}

extension Condition {
    fileprivate var isNegation: Bool {
        if case .not = self { true } else { false }
    }
}

extension QueryTree {
    /// What is joined at the top, also within one field: `title:(a +b)` is `title:a +title:b`.
    fileprivate var joined: [QueryTree] {
        switch self {
        case .and(let parts): parts.flatMap(\.joined)
        case .field(let field, .and(let parts)) where !field.hasOneValue: parts.map { .field(field, $0) }
        default: [self]
        }
    }

    /// It must or must not be there, also when any of the words is enough.
    fileprivate var isDemand: Bool {
        switch self {
        case .not, .required: true
        case .field(_, let part): part.isDemand
        default: false
        }
    }

    /// What was typed for a text or a quotation.
    fileprivate var leafText: String? {
        switch self {
        case .text(let text), .exact(let text): text
        default: nil
        }
    }
}
