import Queries

/// What holds for every query, tree and plan.
enum QueryProperties {
    /// The first thing that does not hold for a query; nil when all is well.
    static func defect(of query: String, _ planner: QueryPlanner) -> String? {
        let (tree, notices) = QueryParser().parse(query)
        if let defect = defect(of: tree) { return defect }
        if !kept(query).isSubsequence(of: kept(tree.typed)) { return "a character is lost: \(tree)" }
        if Set(notices.map(\.code)).count != notices.count { return "a kind of notice twice: \(notices)" }
        let plan = planner.plan(tree)
        if let defect = defect(of: plan) { return "\(defect): \(plan)" }
        for line in [tree.description, plan.description] + notices.map(\.description) where !line.isOneLine {
            return "more than a line: \(line)"
        }
        let wide = QueryParser().parse(fullWidth(query)).tree.description
        if halfWidth(wide) != halfWidth(tree.description) { return "\(tree) but in full width \(wide)" }
        return nil
    }

    // MARK: Trees

    private static func defect(of tree: QueryTree) -> String? {
        switch tree {
        case .nothing: return nil
        default: return isWellFormed(tree, isInField: false) ? nil : "not in the form of a tree: \(tree)"
        }
    }

    private static func isWellFormed(_ tree: QueryTree, isInField: Bool) -> Bool {
        func all(_ parts: [QueryTree], but isSame: (QueryTree) -> Bool) -> Bool {
            parts.count > 1 && parts.allSatisfy { !isSame($0) && isWellFormed($0, isInField: isInField) }
        }
        switch tree {
        case .nothing: return false
        case .text(let typed), .prefix(let typed): return !typed.unicodeScalars.contains { $0.properties.isWhitespace }
        case .exact: return true
        case .and(let parts): return all(parts) { if case .and = $0 { true } else { false } }
        case .or(let parts): return all(parts) { if case .or = $0 { true } else { false } }
        case .not(.not), .not(.required), .required(.required), .required(.not): return false
        case .not(let part), .required(let part): return isWellFormed(part, isInField: isInField)
        case .near(let first, let second, let characters):
            return (1...10_000).contains(characters) && first.isLeaf && second.isLeaf
        case .field(_, let part): return !isInField && isWellFormed(part, isInField: true)
        case .range(_, _, let range): return !isInField && range.lower ?? .min <= range.upper ?? .max
        }
    }

    // MARK: Plans

    private static func defect(of plan: QueryPlan) -> String? {
        let conditions = plan.parts + plan.constraints
        if Set(conditions.flatMap { $0.clauses() }) != Set(plan.clauses.indices) {
            return "not every clause is asked for"
        }
        if Set(plan.parts).count != plan.parts.count || Set(plan.constraints).count != plan.constraints.count {
            return "a condition twice"
        }
        if !conditions.allSatisfy(isWellFormed) { return "not in the form of a condition" }
        for clause in plan.clauses where clause.requirement.tokens.isEmpty || clause.requirement.isWithoutTerms {
            return "a clause of nothing"
        }
        return nil
    }

    private static func isWellFormed(_ condition: Condition) -> Bool {
        switch condition {
        case .clause: true
        case .filter(let filter): filter.isWellFormed
        case .all(let parts), .any(let parts): parts.count > 1 && parts.allSatisfy(isWellFormed)
        case .not(let part): isWellFormed(part)
        }
    }

    // MARK: Characters

    /// Letters that are no part of a field's name or an operator, and Han: none of them may be lost.
    private static func kept(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter {
            $0.value < 0x80 ? "bcfjkmqvw".unicodeScalars.contains($0) : $0.properties.isAlphabetic
        }
        .filter { !(0xFF01...0xFF5E).contains($0.value) }
    }

    /// ASCII in full width, without parentheses: one right behind a letter belongs to a word only in ASCII.
    private static func fullWidth(_ text: String) -> String {
        map(text) { $0.value > 0x20 && $0.value < 0x7F && $0 != "(" ? $0.value + 0xFEE0 : $0.value }
    }

    private static func halfWidth(_ text: String) -> String {
        map(text) { (0xFF01...0xFF5E).contains($0.value) ? $0.value - 0xFEE0 : $0.value }
    }

    private static func map(_ text: String, _ change: (Unicode.Scalar) -> UInt32) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { Unicode.Scalar(change($0)) ?? $0 }))
    }
}

extension QueryTree {
    /// All that was typed and is kept, in order.
    fileprivate var typed: String {
        switch self {
        case .text(let text), .exact(let text), .prefix(let text): text
        case .and(let parts), .or(let parts): parts.map(\.typed).joined()
        case .not(let part), .required(let part), .field(_, let part): part.typed
        case .near(let first, let second, _): first.typed + second.typed
        case .range(_, let typed, _): typed
        case .nothing: ""
        }
    }

    fileprivate var isLeaf: Bool {
        switch self {
        case .text, .exact: true
        default: false
        }
    }
}

extension QueryPlan.Requirement {
    fileprivate var isWithoutTerms: Bool {
        switch self {
        case .sequence(_, let terms), .near(_, _, _, let terms), .question(_, let terms, _):
            terms.contains([]) || terms.isEmpty
        case .word(_, let term, let stem): term.isEmpty || stem.isEmpty
        case .prefix(_, let terms, let prefix): terms.contains([]) || prefix.isEmpty
        }
    }
}

extension Filter {
    fileprivate var isWellFormed: Bool {
        switch self {
        case .tag(let value), .mediaType(let value), .fileExtension(let value), .language(let value): !value.isEmpty
        case .folder(let path): path.first == UInt8(ascii: "/") && (path.count == 1 || path.last != UInt8(ascii: "/"))
        case .date(let range), .size(let range): range.lower ?? .min <= range.upper ?? .max
        }
    }
}

extension String {
    fileprivate var isOneLine: Bool {
        !unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x85 || $0.value == 0x2028 || $0.value == 0x2029 }
    }
}

extension [Unicode.Scalar] {
    fileprivate func isSubsequence(of other: [Unicode.Scalar]) -> Bool {
        var index = startIndex
        for scalar in other where index < endIndex && self[index] == scalar { index += 1 }
        return index == endIndex
    }
}
