/// The characters of a text around a place, how wide they are and where the text may be cut between them.
///
/// Only so much of the text is made into characters as may be shown: that costs a hundred times what looking at a byte
/// costs.
struct TextStretch {
    /// Where each character begins, in bytes of the text, and where the last one ends.
    private(set) var offsets: [Int] = []
    /// The columns from the beginning of the stretch to each of the offsets.
    private(set) var columns: [Int] = []
    /// How good a cut at each of the offsets is.
    private(set) var boundaries: [Boundary] = []
    /// For each character, whether it is a blank or a line break.
    private(set) var isBlank: [Bool] = []

    /// - Parameters:
    ///   - text: Valid UTF-8.
    ///   - core: What must be in it, from one character's beginning to another's.
    ///   - marginBytes: How much of the text is wanted on both sides of it; above 0.
    init(_ text: UnsafeBufferPointer<UInt8>, around core: Range<Int>, marginBytes: Int) {
        let start = Self.certainBoundary(notAfter: max(0, core.lowerBound - marginBytes), in: text)
        var end = min(text.count, core.upperBound + marginBytes)
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        var finder = BoundaryFinder()
        var offset = start
        var column = 0
        /// The line break that has been followed by nothing but blanks.
        var lineBreak: Int?
        func add(_ boundary: Boundary) {
            offsets.append(offset)
            columns.append(column)
            boundaries.append(boundary)
        }
        for character in String(decoding: text[start..<end], as: UTF8.self) {
            let kind = character.unicodeScalars.first.map(BoundaryFinder.kind) ?? .other
            add(finder.boundary(before: kind))
            isBlank.append(kind.isBlank)
            // As in folding: a paragraph ends at a blank line and before an indented one.
            if kind == .newline || kind == .ideographicSpace, let lineBreak, boundaries[lineBreak] < .heading {
                boundaries[lineBreak] = boundaries[lineBreak] == .sentence ? .paragraph : .heading
            }
            if kind == .newline { lineBreak = boundaries.count - 1 } else if kind != .blank { lineBreak = nil }
            offset += character.utf8.count
            column += DisplayWidth.columns(character)
        }
        // What follows may belong to the last character, so it is good for nothing but its beginning.
        if end == text.count || offsets.isEmpty { add(finder.boundary(before: .blank)) }
        // What stands before the first character is unknown.
        boundaries[0] = start == 0 ? .paragraph : .inside
        if end == text.count { boundaries[boundaries.count - 1] = .paragraph }
    }

    /// The last index whose offset is not above one of the text.
    func index(notAfter offset: Int) -> Int {
        var (low, high) = (0, offsets.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if offsets[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The first index whose offset is not below one of the text, or the last.
    func index(notBefore offset: Int) -> Int {
        let index = index(notAfter: offset)
        return offsets[index] < offset ? min(index + 1, offsets.count - 1) : index
    }

    /// Makes sure that what lies between two indices is not cut.
    mutating func forbidCuts(inside indices: Range<Int>) {
        for index in indices.dropFirst() { boundaries[index] = .inside }
    }

    /// A place at or before an offset where a character certainly begins, for which one need not know the whole text.
    /// A cluster of more than 256 bytes may be cut.
    private static func certainBoundary(notAfter offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var at = offset
        while at > 0, at < text.count, text[at] & 0xC0 == 0x80 { at -= 1 }
        let nearest = at
        while at > 0, nearest - at < 256 {
            var before = at - 1
            while before > 0, text[before] & 0xC0 == 0x80 { before -= 1 }
            if isPlain(text, at), isPlain(text, before) { return at }
            at = before
        }
        return at == 0 ? 0 : nearest
    }

    /// ASCII's graphic characters and most Han: between two of them there is always a boundary.
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
        offset < text.count && ((0x20..<0x7F).contains(text[offset]) || (0xE5...0xE9).contains(text[offset]))
    }
}
