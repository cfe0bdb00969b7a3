/// Trees made of trees, in the one form that `QueryTree` promises.
extension QueryTree {
    /// All of them: those that are nothing left out, groups within opened.
    static func all(_ parts: [QueryTree]) -> QueryTree {
        let opened = parts.flatMap { part in
            if case .and(let parts) = part { return parts }
            return part == .nothing ? [] : [part]
        }
        return opened.count > 1 ? .and(opened) : opened.first ?? .nothing
    }

    /// Any of them, in the same way.
    static func any(_ parts: [QueryTree]) -> QueryTree {
        let opened = parts.flatMap { part in
            if case .or(let parts) = part { return parts }
            return part == .nothing ? [] : [part]
        }
        return opened.count > 1 ? .or(opened) : opened.first ?? .nothing
    }

    /// Not this; of a negation, what it negates. To demand or to negate nothing is nothing.
    var negated: QueryTree {
        switch self {
        case .not(let part), .required(.not(let part)): part
        case .required(let part): .not(part)
        case .nothing: .nothing
        default: .not(self)
        }
    }

    /// This in any case. What must not be there needs no further demand.
    var demanded: QueryTree {
        switch self {
        case .not, .required, .nothing: self
        default: .required(self)
        }
    }
}
