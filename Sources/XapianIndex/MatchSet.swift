/// A page of matches, and bounds on how many matches there are in all.
package struct MatchSet: Hashable, Sendable {
    /// In the order that was asked for; fewer than asked for when there are no more.
    package var matches: [Match]
    package var countLowerBound: Int
    package var countEstimate: Int
    package var countUpperBound: Int

    package init(matches: [Match], countLowerBound: Int, countEstimate: Int, countUpperBound: Int) {
        self.matches = matches
        self.countLowerBound = countLowerBound
        self.countEstimate = countEstimate
        self.countUpperBound = countUpperBound
    }
}
