extension IndexWatch {
    /// How often what is done.
    package struct Pace: Sendable {
        /// How often everything is compared, for the little that no event tells: what another machine writes, or what is
        /// written under another name of a file that is outside of the folders.
        package var comparisonInterval = Duration.seconds(6 * 3600)
        /// How long files are read before what has changed meanwhile has its turn.
        package var turn = Duration.seconds(3)
        /// From the beginning of a compaction to that of the next.
        package var compactionPause = Duration.seconds(600)

        package init() {}
    }
}
