/// Reads a query. Every text is a query: what has no meaning as syntax is text.
///
/// | typed                    | tree                                   |
/// |--------------------------|----------------------------------------|
/// | `雷军 造车`              | `(AND 雷军 造车)`                      |
/// | `“感动人心”小米`         | `(AND (EXACT 感动人心) 小米)`          |
/// | `雷军 -造车 OR 小米*`    | `(OR (AND 雷军 (NOT 造车)) (PREFIX 小米))` |
/// | `title:(a b) date:2016`  | `(AND title:(AND a b) date:2016)`      |
/// | `A NEAR/20 B`            | `(NEAR/20 A B)`                        |
/// | `"手机`                  | `(EXACT 手机)` and a notice            |
///
/// Signs and NOT bind tightest, then NEAR, then a blank or AND, then OR.
package struct QueryParser: Sendable {
    package init() {}

    /// Returns the tree and what should be said about it, each kind of notice once.
    ///
    /// It takes time in proportion to the query's length.
    package func parse(_ query: String) -> (tree: QueryTree, notices: [QueryNotice]) {
        let lexer = QueryLexer(query)
        var grammar = QueryGrammar(lexer.lexemes)
        let tree = grammar.query()
        var notices = lexer.notices + grammar.notices
        if tree == .nothing { notices.append(.nothingToSearch) }
        var codes: Set<String> = []
        return (tree, notices.filter { codes.insert($0.code).inserted })
    }
}
