/// Cuts folded text into segments. A segment ends at every change of kind:
///
/// | text      | segments            |
/// |-----------|---------------------|
/// | `小米5s`  | `小米` `5` `s`      |
/// | `1.55um`  | `1.55` `um`         |
/// | `a,b 1,2` | `a` `b` `1` `2`     |
/// | `1,234.5` | `1,234.5`           |
/// | `c++ .net`| `c++` `.net`        |
package struct Segmenter: Sendable {
    private let kinds = CharacterKinds.shared

    package init() {}

    /// Calls `body` with each segment of valid, folded UTF-8, in order.
    @inline(__always)
    package func forEachSegment(in bytes: UnsafeBufferPointer<UInt8>, _ body: (Segment) -> Void) {
        var at = 0
        var gap = Segment.Gap.paragraph
        var gapBeforeMark = gap
        while at < bytes.count {
            let (codePoint, length) = UTF8Bytes.decode(bytes, at: at)
            let start = at
            at += length
            var range = start..<at
            var signedRange: Range<Int>?
            let kind: Segment.Kind
            switch kinds[codePoint] {
            case .unspaced, .spacedCJK:
                kind = .cjk
                at = end(ofCJKFrom: at, in: bytes)
                range = start..<at
            case .letter:
                kind = .word
                range = start..<end(ofWordFrom: at, in: bytes)
                let signed = rangeWithSigns(range, in: bytes)
                // Signs that belong to a name separate it from nothing.
                if signed.lowerBound < start { gap = gapBeforeMark }
                signedRange = signed
                at = signed.upperBound
            case .digit:
                kind = .number
                at = end(ofNumberFrom: start, in: bytes)
                range = start..<at
            case .pictograph:
                kind = .pictograph
            case .blank, .newline:
                gap = max(gap, .blank)
                continue
            case .paragraph:
                gap = .paragraph
                continue
            default:
                // A combining mark with nothing to combine with is a mark like any other.
                gapBeforeMark = gap
                gap = max(gap, .marks)
                continue
            }
            body(Segment(kind: kind, range: range, gap: gap, signedRange: signedRange ?? range))
            gap = .none
        }
    }

    /// All segments, for the short texts of queries.
    package func segments(in bytes: [UInt8]) -> [Segment] {
        var segments: [Segment] = []
        bytes.withUnsafeBufferPointer { bytes in
            forEachSegment(in: bytes) { segments.append($0) }
        }
        return segments
    }

    /// True when a piece that is equal to a segment of the given kind is a whole segment of this text too, so that
    /// `art` is not found in `cartoon`, nor `96` in `96.9`.
    package func isWholeSegment(
        _ range: Range<Int>, kind: Segment.Kind, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        switch kind {
        case .cjk, .pictograph: true
        case .word:
            !continuesWord(before: range.lowerBound, in: bytes) && !isWordCharacter(at: range.upperBound, in: bytes)
        case .number: isWholeNumber(range, in: bytes)
        }
    }

    /// Where the segment ends that begins with a piece of the given kind; nil when it begins before.
    package func endOfSegment(
        beginningWith piece: Range<Int>, kind: Segment.Kind, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        switch kind {
        case .cjk, .pictograph: return piece.upperBound
        case .word:
            return continuesWord(before: piece.lowerBound, in: bytes)
                ? nil : end(ofWordFrom: piece.upperBound, in: bytes)
        case .number:
            guard beginsNumber(at: piece.lowerBound, in: bytes) else { return nil }
            let end = end(ofNumberFrom: piece.lowerBound, in: bytes)
            return end < piece.upperBound ? nil : end
        }
    }

    // MARK: Where a segment ends

    @inline(__always)
    private func end(ofCJKFrom offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var at = offset
        while at < bytes.count, bytes[at] >= 0x80 {
            // U+5000 to U+9FFF, most of Chinese text: all of it is Han, and no table need be asked.
            if (0xE5...0xE9).contains(bytes[at]) {
                at += 3
                continue
            }
            let (codePoint, length) = UTF8Bytes.decode(bytes, at: at)
            let kind = kinds[codePoint]
            // A mark that did not compose with its kana stays with it.
            guard kind == .unspaced || kind == .spacedCJK || kind == .combining else { break }
            at += length
        }
        return at
    }

    @inline(__always)
    private func end(ofWordFrom offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var at = offset
        while at < bytes.count {
            let (codePoint, length) = UTF8Bytes.decode(bytes, at: at)
            let kind = kinds[codePoint]
            guard kind == .letter || kind == .combining else { break }
            at += length
        }
        return at
    }

    private func end(ofNumberFrom start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var (at, count) = digits(from: start, in: bytes)
        // Groups of a number written with thousands' commas: one to three digits, then threes.
        var mayGroup = count <= 3
        while at + 1 < bytes.count {
            let isPoint = bytes[at] == UInt8(ascii: ".")
            guard isPoint || bytes[at] == UInt8(ascii: ",") && mayGroup else { break }
            let group = digits(from: at + 1, in: bytes)
            guard isPoint ? group.count > 0 : group.count == 3 else { break }
            at = group.end
            if isPoint { mayGroup = false }
        }
        return at
    }

    /// The end of the digits from an offset on, and how many they are.
    private func digits(from offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (end: Int, count: Int) {
        var at = offset
        var count = 0
        while at < bytes.count {
            let (codePoint, length) = UTF8Bytes.decode(bytes, at: at)
            guard kinds[codePoint] == .digit else { break }
            at += length
            count += 1
        }
        return (at, count)
    }

    // MARK: Signs

    /// A word's range with the signs that belong to its name: a final `++` or `#`, a leading `.`.
    func rangeWithSigns(_ word: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let end = word.upperBound
        // A digit may follow: `c++17` is `c++` and `17`.
        if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "+"), bytes[end + 1] == UInt8(ascii: "+"),
            !isWordCharacter(at: end + 2, in: bytes), end + 2 == bytes.count || bytes[end + 2] != UInt8(ascii: "+")
        {
            return word.lowerBound..<end + 2
        }
        if end < bytes.count, bytes[end] == UInt8(ascii: "#"), !isWordOrNumber(at: end + 1, in: bytes) {
            return word.lowerBound..<end + 1
        }
        let start = word.lowerBound
        if start > 0, bytes[start - 1] == UInt8(ascii: ".") {
            // The dot of `asp.net`, `readme.txt` and `...net` is no part of a name.
            if start == 1 { return 0..<end }
            let (before, _) = UTF8Bytes.decode(bytes, at: UTF8Bytes.start(before: start - 1, in: bytes))
            switch kinds[before] {
            case .blank, .newline, .paragraph, .unspaced, .spacedCJK, .pictograph: return start - 1..<end
            case .mark where before != UInt32(UInt8(ascii: ".")): return start - 1..<end
            default: break
            }
        }
        return word
    }

    private func isWordOrNumber(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard offset < bytes.count else { return false }
        let kind = kinds[UTF8Bytes.decode(bytes, at: offset).codePoint]
        return kind == .letter || kind == .digit
    }

    // MARK: Whole segments

    private func isWordCharacter(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard offset < bytes.count else { return false }
        let kind = kinds[UTF8Bytes.decode(bytes, at: offset).codePoint]
        return kind == .letter || kind == .combining
    }

    /// True when a letter, or a letter with its combining marks, touches the offset from before.
    private func continuesWord(before offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = offset
        while at > 0 {
            at = UTF8Bytes.start(before: at, in: bytes)
            let kind = kinds[UTF8Bytes.decode(bytes, at: at).codePoint]
            if kind == .letter { return true }
            guard kind == .combining else { return false }
        }
        return false
    }

    private func isWholeNumber(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        beginsNumber(at: range.lowerBound, in: bytes)
            && end(ofNumberFrom: range.lowerBound, in: bytes) == range.upperBound
    }

    /// True when no number reaches into the digits at an offset from before.
    ///
    /// It looks at no more than two groups of digits: a file of nothing but numbers and commas is one stretch, and to
    /// cut it from its beginning for each place would take forever.
    private func beginsNumber(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if isDigit(before: offset, in: bytes) { return false }
        guard let separator = separator(before: offset, in: bytes) else { return true }
        // A point takes in any digits, a thousands' comma three, unless a point or more than three digits came before.
        guard separator == UInt8(ascii: ",") else { return false }
        guard hasThreeDigits(from: offset, in: bytes) else { return true }
        var start = offset - 1
        var count = 0
        while count <= 3, isDigit(before: start, in: bytes) {
            start = UTF8Bytes.start(before: start, in: bytes)
            count += 1
        }
        return count > 3 || self.separator(before: start, in: bytes) == UInt8(ascii: ".")
    }

    /// The point or comma that ends at an offset, when it follows a digit.
    private func separator(before offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
        guard offset > 0, bytes[offset - 1] == UInt8(ascii: ".") || bytes[offset - 1] == UInt8(ascii: ","),
            isDigit(before: offset - 1, in: bytes)
        else { return nil }
        return bytes[offset - 1]
    }

    private func hasThreeDigits(from offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = offset
        var count = 0
        while count <= 3, at < bytes.count {
            let (codePoint, length) = UTF8Bytes.decode(bytes, at: at)
            guard kinds[codePoint] == .digit else { break }
            at += length
            count += 1
        }
        return count == 3
    }

    private func isDigit(before offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        offset > 0 && kinds[UTF8Bytes.decode(bytes, at: UTF8Bytes.start(before: offset, in: bytes)).codePoint] == .digit
    }
}
