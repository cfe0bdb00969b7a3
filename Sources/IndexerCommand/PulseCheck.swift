internal import Indexing

/// Decides whether a watch is alive, by its pulse then and now.
struct PulseCheck {
    /// So long nothing may be seen of a build. Each file that it reads is a step of it, and what it merges grows on the
    /// disk; only syncing what it has written shows nothing.
    static let longestStandstill = Duration.seconds(1800)

    private var last: WatchPulse?
    /// When something was seen of the build last.
    private var buildTime: ContinuousClock.Instant?

    /// - Parameter pulse: nil when no watch runs: it is beginning, or waits for another process.
    mutating func isAlive(_ pulse: WatchPulse?, at now: ContinuousClock.Instant = .now) -> Bool {
        defer { last = pulse }
        // What has just begun may not have come to a step yet.
        guard let pulse, let last else {
            buildTime = now
            return true
        }
        if pulse.build == nil || pulse.build != last.build { buildTime = now }
        return pulse.loop != last.loop && buildTime.map { now - $0 < Self.longestStandstill } ?? true
    }
}
