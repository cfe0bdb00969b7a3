/// Reads a query. Every text is a query: what has no meaning as syntax is text.
///
/// | typed                | tree                            |
/// |----------------------|---------------------------------|
/// | `雷军 造车`          | `(AND 雷军 造车)`               |
/// | `“感动人心”小米`     | `(AND (EXACT 感动人心) 小米)`   |
/// | `"手机`              | `(EXACT 手机)` and a notice     |
package struct QueryParser: Sendable {
    package init() {}

    /// Returns the tree and what should be said about it.
    package func parse(_ query: String) -> (tree: QueryTree, notices: [QueryNotice]) {
        var parts: [QueryTree] = []
        var notices: [QueryNotice] = []
        var rest = query[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if let closing = Self.closingMarks[first] {
                rest.removeFirst()
                let quoted = rest.prefix { !closing.contains($0) }
                rest.removeFirst(quoted.count)
                if rest.isEmpty { notices.append(.unclosedQuote(first)) } else { rest.removeFirst() }
                // An empty pair of quotes asks for nothing.
                if quoted.contains(where: { !$0.isWhitespace }) { parts.append(.exact(String(quoted))) }
            } else {
                let text = rest.prefix { !$0.isWhitespace && Self.closingMarks[$0] == nil }
                rest.removeFirst(text.count)
                parts.append(.text(String(text)))
            }
        }
        switch parts.count {
        case 0: return (.nothing, notices + [.nothingToSearch])
        case 1: return (parts[0], notices)
        default: return (.and(parts), notices)
        }
    }

    /// What opens a quotation, and what may close it. People type curly marks in either order.
    private static let closingMarks: [Character: Set<Character>] = [
        "\"": ["\"", "＂"],
        "＂": ["\"", "＂"],
        "“": ["”", "“"],
        "”": ["”", "“"],
        "„": ["“", "”"],
        "「": ["」"],
        "｢": ["｣"],
        "『": ["』"],
        "〝": ["〞", "〟"],
    ]
}
