/// What was typed, as a tree. Nothing here has been analyzed: the leaves are the typed characters.
///
/// Its one-line form, in `description`, is what tests and `--explain` show: `(AND 雷军 (EXACT 造车))`.
package indirect enum QueryTree: Hashable, Sendable {
    /// Characters without a blank, not in quotes.
    case text(String)
    /// Characters in quotes: exactly this.
    case exact(String)
    /// All of these; none of them is an `and` itself.
    case and([QueryTree])
    /// Nothing was typed.
    case nothing
}

extension QueryTree: CustomStringConvertible {
    package var description: String {
        switch self {
        case .text(let text): text
        case .exact(let text): "(EXACT \(text))"
        case .and(let parts): "(AND \(parts.map(\.description).joined(separator: " ")))"
        case .nothing: "NOTHING"
        }
    }
}
