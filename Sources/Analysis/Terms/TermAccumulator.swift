/// Collects the terms of one document after another. It keeps its buffers and belongs to one thread.
///
/// `智能，智能家` gives
///
/// | term      | 家 | 智 | 智能 | 能 | 能家 |
/// |-----------|----|----|------|----|------|
/// | frequency | 1  | 2  | 2    | 2  | 1    |
package final class TermAccumulator {
    private let folder: TextFolder
    private let stemmers: Stemmers
    private let segmenter = Segmenter()
    // A struct apart from this class: exclusive access to it is checked once a text, not once a character.
    private var counts = TermCounts()

    init(folder: TextFolder, stemmers: Stemmers) {
        self.folder = folder
        self.stemmers = stemmers
    }

    /// Adds the terms of a text, valid UTF-8 below 2 GiB, as if it stood `weight` times in the document; 1 or more.
    ///
    /// No pair of characters crosses from one text to the next.
    package func add(_ text: some Collection<UInt8>, weight: Int = 1) {
        folder.withFoldedBytes(of: text) { counts.add($0, segmenter, weight: weight) }
    }

    /// Calls `body` with each distinct term of what was added and its frequency, ascending by bytes, and is empty then.
    ///
    /// The bytes are lent for the call. A term is 1 to `Term.longestBytes` bytes long.
    package func drain(_ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        counts.drain(stemmers, body)
    }

    /// The same with grams as numbers, which nobody has to take apart again.
    ///
    /// - Parameters:
    ///   - grams: gets each term of one or two characters of three bytes of UTF-8, ascending: the character in the upper 16
    ///     bits, its neighbour or zero in the next 16, and the frequency in the lower 32.
    ///   - others: called with each other term, ascending by bytes.
    package func drain(grams: inout [UInt64], others: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        counts.drain(stemmers, grams: &grams, others: others)
    }
}
