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
/// | `车 OR 船 ext:md`     | `any(sequence(车) all(sequence(船) ext=md))`             |
/// | `xiao*`               | `prefix(xiao*)`                                          |
package struct QueryPlanner {
    private let analyzer: QueryAnalyzer
    private let synonyms: Synonyms

    package init(analyzer: QueryAnalyzer, synonyms: Synonyms = Synonyms()) {
        self.analyzer = analyzer
        self.synonyms = synonyms
    }

    /// The plan for a tree; an empty one when nothing of it can be searched.
    package func plan(_ tree: QueryTree) -> QueryPlan {
        var planning = Planning(analyzer: analyzer, synonyms: synonyms)
        planning.add(tree)
        return planning.plan
    }
}
