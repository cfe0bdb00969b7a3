/// Numbers of a watch that change as long as it is alive; what they are does not matter.
package struct WatchPulse: Hashable, Sendable {
    /// Of the thread that updates. It turns whenever the watch is woken, and while an update goes on.
    package var loop: [Int]
    /// Of a build or compaction beside it; nil when there is none.
    package var build: [Int]?

    package init(loop: [Int], build: [Int]? = nil) {
        self.loop = loop
        self.build = build
    }
}
