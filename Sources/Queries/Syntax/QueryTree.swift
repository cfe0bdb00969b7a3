/// What was typed, as a tree. Nothing here has been analyzed: the leaves are the typed characters.
///
/// Its one-line form, in `description`, is what tests and `--explain` show: `(AND 雷军 (EXACT 造车))`.
package indirect enum QueryTree: Hashable, Sendable {
    /// Characters without a blank, not in quotes.
    case text(String)
    /// Characters in quotes: exactly this.
    case exact(String)
    /// The beginning of a word, without the star behind it.
    case prefix(String)
    /// All of these, at least two; none of them is an `and` itself.
    case and([QueryTree])
    /// Any of these, at least two; none of them is an `or` itself.
    case or([QueryTree])
    case not(QueryTree)
    /// It must be there also when any of the words is enough.
    case required(QueryTree)
    /// Two texts or quotations with at most so many characters between them, in either order.
    case near(QueryTree, QueryTree, characters: Int)
    /// In this field only. There is no field within a field.
    case field(QueryField, QueryTree)
    /// A date or size within bounds; `typed` is what stood behind the colon.
    case range(RangeField, typed: String, NumberRange)
    /// Nothing was typed.
    case nothing
}

extension QueryTree {
    /// Words and nothing else: no quotes, operators or fields.
    package var isPlainWords: Bool {
        switch self {
        case .text: true
        case .and(let parts): parts.allSatisfy(\.isPlainWords)
        default: false
        }
    }
}

extension QueryTree: CustomStringConvertible {
    package var description: String {
        switch self {
        case .text(let text): text.onOneLine()
        case .exact(let text): "(EXACT \(text.onOneLine()))"
        case .prefix(let text): "(PREFIX \(text.onOneLine()))"
        case .and(let parts): "(AND \(list(parts)))"
        case .or(let parts): "(OR \(list(parts)))"
        case .not(let part): "(NOT \(part))"
        case .required(let part): "(MUST \(part))"
        case .near(let a, let b, let characters): "(NEAR/\(characters) \(a) \(b))"
        case .field(let field, let part): "\(field.rawValue):\(part)"
        case .range(let field, let typed, _): "\(field.rawValue):\(typed.onOneLine())"
        case .nothing: "NOTHING"
        }
    }

    private func list(_ parts: [QueryTree]) -> String {
        parts.map(\.description).joined(separator: " ")
    }
}
