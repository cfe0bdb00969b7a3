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
    private var grams = GramCounts()
    private var words = WordCounts()

    init(folder: TextFolder, stemmers: Stemmers) {
        self.folder = folder
        self.stemmers = stemmers
    }

    /// Adds the terms of a text, valid UTF-8 below 2 GiB, as if it stood `weight` times in the document.
    ///
    /// No pair of characters crosses from one text to the next.
    package func add(_ text: some Collection<UInt8>, weight: Int = 1) {
        folder.withFoldedBytes(of: text) { bytes in
            segmenter.forEachSegment(in: bytes) { segment in
                add(segment, of: bytes, weight: weight)
            }
        }
    }

    /// Calls `body` with each distinct term of what was added and its frequency, ascending by bytes, and is empty then.
    ///
    /// The bytes are lent for the call. A term is 1 to `Term.longestBytes` bytes long.
    package func drain(_ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        words.addStems(stemmers)
        // Two ascending streams become one: the words are few, so they wait in a list for their place.
        var waiting: [(term: [UInt8], count: UInt32)] = []
        words.drain { waiting.append((Array($0), $1)) }
        var next = 0
        grams.drain { gram, count in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 6) { buffer in
                UTF8Bytes.encode3(gram >> 16, into: buffer, at: 0)
                let second = gram & 0xFFFF
                if second != 0 { UTF8Bytes.encode3(second, into: buffer, at: 3) }
                let term = UnsafeBufferPointer(rebasing: buffer[..<(second == 0 ? 3 : 6)])
                while next < waiting.count, waiting[next].term.withUnsafeBufferPointer({ $0.precedes(term) }) {
                    waiting[next].term.withUnsafeBufferPointer { body($0, waiting[next].count) }
                    next += 1
                }
                body(term, count)
            }
        }
        for (term, count) in waiting[next...] { term.withUnsafeBufferPointer { body($0, count) } }
    }

    @inline(__always)
    private func add(_ segment: Segment, of bytes: UnsafeBufferPointer<UInt8>, weight: Int) {
        let piece = UnsafeBufferPointer(rebasing: bytes[segment.range])
        switch segment.kind {
        case .cjk:
            for _ in 0..<weight { addGrams(of: piece) }
        case .word:
            addWord(piece, weight: weight, isStemmable: piece.count <= Term.longestStemmedBytes)
            if segment.signedRange != segment.range {
                addWord(UnsafeBufferPointer(rebasing: bytes[segment.signedRange]), weight: weight, isStemmable: false)
            }
        case .number, .pictograph:
            addWord(piece, weight: weight, isStemmable: false)
        }
    }

    @inline(__always)
    private func addGrams(of run: UnsafeBufferPointer<UInt8>) {
        CJKGrams.forEach(in: run) { previous, current in
            if current.isPackable {
                grams.append(current.codePoint << 16)
            } else {
                words.add(UnsafeBufferPointer(rebasing: run[current.range]), count: 1)
            }
            guard let previous else { return }
            if current.isPackable, previous.isPackable {
                grams.append(previous.codePoint << 16 | current.codePoint)
            } else {
                let pair = previous.range.lowerBound..<current.range.upperBound
                words.add(UnsafeBufferPointer(rebasing: run[pair]), count: 1)
            }
        }
    }

    @inline(__always)
    private func addWord(_ word: UnsafeBufferPointer<UInt8>, weight: Int, isStemmable: Bool) {
        if word.count <= Term.longestBytes {
            words.add(word, count: UInt32(weight), isStemmable: isStemmable)
        } else {
            Term.fitting(word).withUnsafeBufferPointer { words.add($0, count: UInt32(weight)) }
        }
    }
}
