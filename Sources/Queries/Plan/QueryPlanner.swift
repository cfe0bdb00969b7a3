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
/// | `造车 -雷军`          | `sequence(造车) +not(sequence(雷军))`                    |
package struct QueryPlanner {
    private let analyzer: QueryAnalyzer

    package init(analyzer: QueryAnalyzer) {
        self.analyzer = analyzer
    }

    /// The plan for a tree; an empty one when nothing of it can be searched.
    package func plan(_ tree: QueryTree) -> QueryPlan {
        var planning = Planning(analyzer: analyzer)
        let leaves = if case .and(let parts) = tree { parts } else { [tree] }
        for leaf in leaves { planning.add(leaf) }
        return planning.plan
    }
}

/// One query on its way from a tree to a plan.
private struct Planning {
    /// A CJK run up to this length is one word or name; a longer one is a question. INTERFACE.md sets it.
    static let longestExactRun = 4

    let analyzer: QueryAnalyzer
    var plan = QueryPlan(clauses: [], parts: [], wholeQuery: [])
    /// The clauses so far, without their places in the query, so that what is asked twice is looked for once.
    private var indices: [ClauseKey: Int] = [:]

    private struct ClauseKey: Hashable {
        var scope: QueryPlan.Scope
        var requirement: QueryPlan.Requirement
    }

    /// What the leaves of a part of the tree stand for.
    private struct Context {
        var scope = QueryPlan.Scope.text
        /// The leaves are values of this field and no text to look for.
        var filter: (([UInt8]) -> Filter)?
        /// A long run is no question: it must stand there as it was typed.
        var isExact = false
        /// It belongs to the query as a whole.
        var isPositiveText = true
    }

    init(analyzer: QueryAnalyzer) {
        self.analyzer = analyzer
    }

    /// Adds one of the things that are joined at the top.
    mutating func add(_ tree: QueryTree) {
        switch tree {
        case .not, .required, .range:
            plan.constraints += conditions(tree, Context())
        case .field(let field, let value):
            let found = conditions(tree, Context())
            if filter(field, value) == nil { plan.parts += found } else { plan.constraints += found }
        default:
            for condition in conditions(tree, Context()) where !plan.parts.contains(condition) {
                plan.parts.append(condition)
            }
        }
    }

    /// What a tree asks for: all of these; nothing when it holds nothing that can be searched.
    private mutating func conditions(_ tree: QueryTree, _ context: Context) -> [Condition] {
        switch tree {
        case .nothing:
            return []
        case .text(let typed), .exact(let typed), .prefix(let typed):
            if let filter = context.filter {
                let value = analyzer.folded(typed).filter { $0 >= 0x20 }
                return value.isEmpty ? [] : [.filter(filter(value))]
            }
            return clauses(of: tree, typed, context)
        case .and(let parts):
            return parts.flatMap { conditions($0, context) }
        case .or(let parts):
            return joined(parts.map { joined(conditions($0, context), Condition.all) }, Condition.any).map { [$0] }
                ?? []
        case .not(let part):
            var context = context
            (context.isExact, context.isPositiveText) = (true, false)
            return joined(conditions(part, context), Condition.all).map { [.not($0)] } ?? []
        case .required(let part):
            return conditions(part, context)
        case .near(let first, let second, let characters):
            return near(first, second, characters, context)
        case .field(let field, let part):
            if let folder = absolutePath(field, part) { return [.filter(.folder(folder))] }
            var context = context
            (context.scope, context.filter) = (scope(field), filter(field, part))
            context.isPositiveText = false
            return conditions(part, context)
        case .range(.date, _, let range):
            return [.filter(.date(range))]
        case .range(.size, _, let range):
            return [.filter(.size(range))]
        }
    }

    /// The conditions that are there as one; nil when none is.
    private func joined(_ conditions: [Condition?], _ join: ([Condition]) -> Condition) -> Condition? {
        let present = conditions.compactMap { $0 }
        return present.count > 1 ? join(present) : present.first
    }

    // MARK: Fields

    private func scope(_ field: QueryField) -> QueryPlan.Scope {
        switch field {
        case .title: .title
        case .author: .author
        case .path: .path
        case .tag, .type, .fileExtension, .language: .text
        }
    }

    /// What a field's values become when the index alone decides them.
    private func filter(_ field: QueryField, _ value: QueryTree) -> (([UInt8]) -> Filter)? {
        switch field {
        case .tag: return { .tag($0) }
        case .type: return { .mediaType($0) }
        case .fileExtension: return { .fileExtension(Array($0.drop { $0 == UInt8(ascii: ".") })) }
        case .language: return { .language($0) }
        case .path: return absolutePath(field, value).map { folder in { _ in .folder(folder) } }
        case .title, .author: return nil
        }
    }

    private func absolutePath(_ field: QueryField, _ value: QueryTree) -> [UInt8]? {
        guard field == .path else { return nil }
        switch value {
        case .text(let typed) where typed.hasPrefix("/"), .exact(let typed) where typed.hasPrefix("/"):
            var path = Array(typed.utf8)
            while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
            return path
        default: return nil
        }
    }

    // MARK: Clauses

    private mutating func clauses(of leaf: QueryTree, _ typed: String, _ context: Context) -> [Condition] {
        let tokens = analyzer.tokens(of: typed)
        guard !tokens.isEmpty else { return [] }
        if context.isPositiveText { plan.wholeQuery += tokens }
        if case .exact = leaf { return [clause(typed, context, quotation(tokens))] }
        let words = words(of: tokens)
        return words.enumerated().map { index, word in
            let source = word[0].sourceRange.lowerBound..<word[word.count - 1].sourceRange.upperBound
            let text = String(decoding: Array(typed.utf8)[source], as: UTF8.self)
            if case .prefix = leaf, index == words.count - 1 { return clause(text, context, prefix(word)) }
            return clause(text, context, requirement(of: word, context))
        }
    }

    private mutating func near(
        _ first: QueryTree, _ second: QueryTree, _ characters: Int, _ context: Context
    ) -> [Condition] {
        let typed = [first, second].compactMap(\.leafText)
        let tokens = typed.map(analyzer.tokens)
        guard tokens.count == 2, tokens.allSatisfy({ !$0.isEmpty }) else {
            return [first, second].flatMap { conditions($0, context) }
        }
        if context.isPositiveText { plan.wholeQuery += tokens[0] + tokens[1] }
        let terms = (terms(ofQuotation: tokens[0]) + terms(ofQuotation: tokens[1])).distinct
        return [
            clause(
                typed.joined(separator: " "), context,
                .near(tokens[0], tokens[1], characters: characters, terms: terms))
        ]
    }

    private mutating func clause(
        _ typed: String, _ context: Context, _ requirement: QueryPlan.Requirement
    ) -> Condition {
        let key = ClauseKey(scope: context.scope, requirement: requirement.withoutPlace)
        if let index = indices[key] { return .clause(index) }
        indices[key] = plan.clauses.count
        plan.clauses.append(QueryPlan.Clause(typed: typed, scope: context.scope, requirement: requirement))
        return .clause(plan.clauses.count - 1)
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

    private func requirement(of tokens: [Token], _ context: Context) -> QueryPlan.Requirement {
        if !context.isExact, tokens.contains(where: { $0.characterCount > Self.longestExactRun }) {
            return .question(tokens, terms: sequenceTerms(tokens), ranked: RankedTerms(tokens))
        }
        if tokens.count == 1, case .word(let term, _, let stem?) = tokens[0].terms {
            return .word(tokens[0], term: term, stem: stem)
        }
        return .sequence(tokens, terms: sequenceTerms(tokens))
    }

    /// The beginning of a word or number; of CJK text, which has no words to begin, the text itself.
    private func prefix(_ tokens: [Token]) -> QueryPlan.Requirement {
        let last = tokens[tokens.count - 1]
        guard case .word(_, let bare, _) = last.terms, last.kind == .word || last.kind == .number else {
            return .sequence(tokens, terms: sequenceTerms(tokens))
        }
        return .prefix(tokens, terms: sequenceTerms(Array(tokens.dropLast())), prefix: bare)
    }

    /// Exactly this text. What is a name with signs on its own may be a part of another word in a document: `".txt"`
    /// stands in `readme.txt`. So the bare words find the candidates.
    private func quotation(_ tokens: [Token]) -> QueryPlan.Requirement {
        .sequence(tokens, terms: terms(ofQuotation: tokens))
    }

    private func terms(ofQuotation tokens: [Token]) -> [[UInt8]] {
        let bare = tokens.map { token in
            guard case .word(_, let bare, let stem) = token.terms else { return token }
            var token = token
            token.terms = .word(bare, bare: bare, stem: stem)
            return token
        }
        return sequenceTerms(bare)
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
}

extension QueryTree {
    /// What was typed for a leaf.
    fileprivate var leafText: String? {
        switch self {
        case .text(let text), .exact(let text), .prefix(let text): text
        default: nil
        }
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
        case .prefix(let tokens, let terms, let prefix): .prefix(placeless(tokens), terms: terms, prefix: prefix)
        case .near(let first, let second, let characters, let terms):
            .near(placeless(first), placeless(second), characters: characters, terms: terms)
        case .question(let tokens, let terms, let ranked): .question(placeless(tokens), terms: terms, ranked: ranked)
        }
    }
}
