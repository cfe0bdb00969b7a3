/// Two needles with at most so many characters between them, in either order.
struct NearNeedle: Sendable {
    let first: Needle
    let second: Needle
    /// Folded characters of any kind, each paragraph's end as one; what overlaps has none between.
    let characters: Int

    /// A match of one needle: where it lies, in bytes and in characters.
    private struct Piece {
        var bytes: Range<Int>
        var characters: Range<Int>
    }

    /// The pieces that have a piece of the other needle near, when the first of the two begins in a range of the bytes.
    /// In no order, and some of them twice.
    func pieces(in bytes: UnsafeBufferPointer<UInt8>, beginningIn range: Range<Int>) -> [Range<Int>] {
        let (firsts, seconds) = (pieces(of: first, in: bytes), pieces(of: second, in: bytes))
        var near: [Range<Int>] = []
        var next = 0
        // Of all that are near one piece, the last that begins before it or the first that begins behind it is the
        // nearest: pieces that begin later end later, too.
        for piece in firsts {
            while next < seconds.count, seconds[next].bytes.lowerBound < piece.bytes.lowerBound { next += 1 }
            for index in [next - 1, next] where seconds.indices.contains(index) {
                let other = seconds[index]
                let begin = min(piece.bytes.lowerBound, other.bytes.lowerBound)
                if range.contains(begin), distance(piece, other) <= characters { near += [piece.bytes, other.bytes] }
            }
        }
        return near
    }

    private func distance(_ a: Piece, _ b: Piece) -> Int {
        max(
            0,
            max(a.characters.lowerBound, b.characters.lowerBound)
                - min(a.characters.upperBound, b.characters.upperBound))
    }

    /// The matches of a needle, counted in characters by one walk over the bytes for all that begin and one for all that
    /// end.
    private func pieces(of needle: Needle, in bytes: UnsafeBufferPointer<UInt8>) -> [Piece] {
        var begins = CharacterCount(bytes)
        var ends = CharacterCount(bytes)
        return needle.occurrences(in: bytes).map {
            Piece(bytes: $0, characters: begins.count(before: $0.lowerBound)..<ends.count(before: $0.upperBound))
        }
    }
}

/// Counts characters up to offsets that never go back; the line breaks that end a paragraph are one.
private struct CharacterCount {
    private static let paragraphEnd: UInt8 = 0x1E
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var count = 0
    private var lastByte: UInt8 = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func count(before end: Int) -> Int {
        while offset < end {
            let byte = bytes[offset]
            let isSameEnd =
                (byte == UInt8(ascii: "\n") || byte == Self.paragraphEnd) && lastByte == Self.paragraphEnd
            if byte & 0xC0 != 0x80, !isSameEnd { count += 1 }
            if !isSameEnd { lastByte = byte }
            offset += 1
        }
        return count
    }
}
