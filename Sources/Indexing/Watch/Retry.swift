/// When something that has failed is tried again: after a second, and after twice as long each time it fails again, but
/// never more than a minute.
struct Retry {
    let time: ContinuousClock.Instant
    let delay: Duration
    /// The sentence about the failure.
    let problem: String

    /// - Parameter last: what came before, if this is not the first failure.
    init(after last: Retry?, _ error: IndexingError) {
        delay = last.map { min($0.delay * 2, .seconds(60)) } ?? .seconds(1)
        time = .now + delay
        problem = error.description
    }

    var isDue: Bool { time <= .now }
}
