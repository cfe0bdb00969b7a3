/// What is asked of the index: documents like one that it holds.
package struct SimilarRequest: Sendable {
    /// The document's path in bytes, as the index has it: absolute, without symbolic links above the indexed folder.
    package var path: [UInt8]
    package var limit: Int
    /// When the answer must be there; what is not done by then is left out and said in a notice.
    package var deadline: ContinuousClock.Instant

    package init(path: [UInt8], limit: Int = 10, deadline: ContinuousClock.Instant) {
        self.path = path
        self.limit = limit
        self.deadline = deadline
    }
}
