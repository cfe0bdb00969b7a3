/// The request's deadline passed while a document was looked at.
struct DeadlinePassed: Error {
    /// Throws: `DeadlinePassed`, when a deadline has.
    static func check(_ deadline: ContinuousClock.Instant) throws {
        if ContinuousClock.now >= deadline { throw DeadlinePassed() }
    }
}
