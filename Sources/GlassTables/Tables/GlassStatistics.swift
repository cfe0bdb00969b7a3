/// What is known of all documents of a database together. Their lengths are sums of frequencies.
package struct GlassStatistics: Hashable, Sendable {
    package var documentCount: UInt32 = 0
    /// The smallest length that is not 0.
    package var shortestLength: UInt32 = 0
    package var longestLength: UInt32 = 0
    /// Of a term within a document.
    package var highestFrequency: UInt32 = 0
    package var totalLength: UInt64 = 0

    package init() {}

    /// Counts one more document.
    mutating func add(length: UInt32, highestFrequency frequency: UInt32) {
        documentCount += 1
        totalLength += UInt64(length)
        longestLength = max(longestLength, length)
        highestFrequency = max(highestFrequency, frequency)
        if length > 0 { shortestLength = shortestLength == 0 ? length : min(shortestLength, length) }
    }
}
