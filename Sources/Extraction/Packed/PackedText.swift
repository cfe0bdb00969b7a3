/// Builds the text of a format that has no lines of its own, deciding what stands between its pieces.
struct PackedText {
    private(set) var bytes: [UInt8] = []
    private var pending = TextBuilder.Separator.none

    /// Separates what comes from what there is; nothing is written before the first visible character and after the last.
    mutating func separate(_ separator: TextBuilder.Separator) {
        pending = max(pending, separator)
    }

    /// Adds running text, valid UTF-8: white space becomes one blank.
    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while start < piece.count {
            if piece[start] <= 0x20 {
                separate(.blank)
                start += 1
                continue
            }
            var end = start + 1
            while end < piece.count, piece[end] > 0x20 { end += 1 }
            writeSeparator()
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[start..<end]))
            start = end
        }
    }

    mutating func append(_ piece: [UInt8]) {
        piece.withUnsafeBufferPointer { append($0) }
    }

    /// Adds the text of a part as it is, in a paragraph of its own.
    mutating func appendPart(_ text: [UInt8]) {
        // The name of an attachment can hold anything.
        guard text.firstOffset(of: 0) == nil, text.firstOffset(of: 0x0D) == nil else {
            return appendPart(text.map { $0 == 0 || $0 == 0x0D ? 0x20 : $0 })
        }
        guard text.contains(where: { $0 > 0x20 }) else { return }
        separate(.paragraph)
        writeSeparator()
        bytes += text
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        separate(.paragraph)
    }

    /// The lines where parts begin that were added when the text was so long; lengths rise. A part without text begins
    /// where the next one does, or behind the last line.
    func lines(ofParts lengths: [Int]) -> [Int] {
        var line = 1
        var offset = 0
        return lengths.map { length in
            while offset < bytes.count, offset < length || bytes[offset] == 0x0A {
                if bytes[offset] == 0x0A { line += 1 }
                offset += 1
            }
            return offset < bytes.count ? line : line + (bytes.isEmpty ? 0 : 1)
        }
    }

    private mutating func writeSeparator() {
        let separator = pending
        pending = .none
        guard !bytes.isEmpty else { return }
        switch separator {
        case .none: return
        case .blank: bytes.append(0x20)
        case .line: bytes.append(0x0A)
        case .tab: bytes.append(0x09)
        case .paragraph: bytes += [0x0A, 0x0A]
        }
    }
}
