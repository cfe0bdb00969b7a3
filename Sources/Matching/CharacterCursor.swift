/// Goes through the characters of a part of a text, as people see them: a letter with its accents, an emoji of many
/// parts.
///
/// Most characters of Chinese text are Han and plain punctuation, which nothing joins: they are told by their bytes, and
/// only the others become a `Character`, which costs twenty times as much.
struct CharacterCursor {
    struct Item {
        /// Where the character begins, in bytes of the text.
        var offset: Int
        var firstScalar: Unicode.Scalar
        /// The width in a terminal.
        var columns: Int
    }

    private let text: UnsafeBufferPointer<UInt8>
    private let start: Int
    let end: Int
    private var offset: Int
    /// The same text, once it is needed.
    private var string: String?

    /// - Parameters:
    ///   - text: Valid UTF-8.
    ///   - start: Where a character begins.
    ///   - end: Where a scalar ends.
    init(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
        self.text = text
        self.start = start
        self.end = end
        offset = start
    }

    mutating func next() -> Item? {
        guard offset < end else { return nil }
        let itemOffset = offset
        let (scalar, next) = Self.scalar(at: offset, in: text)
        if Self.isPlain(scalar), next == end || Self.isPlain(Self.scalar(at: next, in: text).scalar) {
            offset = next
            return Item(offset: itemOffset, firstScalar: scalar, columns: DisplayWidth.columns(scalar))
        }
        let string = string ?? String(decoding: text[start..<end], as: UTF8.self)
        self.string = string
        let character = string[string.utf8.index(string.startIndex, offsetBy: offset - start)]
        offset += character.utf8.count
        return Item(offset: itemOffset, firstScalar: scalar, columns: DisplayWidth.columns(character))
    }

    /// A place near an offset, not behind it, where a character certainly begins, so that one need not know what stands
    /// before. One that goes on for more than 256 bytes may be cut.
    static func certainBoundary(notAfter offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        guard offset > 0 else { return 0 }
        let nearest = scalarBoundary(notAfter: min(offset, text.count), in: text)
        var at = nearest
        while at > 0, at < text.count, nearest - at < 256 {
            let before = scalarBoundary(notAfter: at - 1, in: text)
            if isPlain(scalar(at: at, in: text).scalar), isPlain(scalar(at: before, in: text).scalar) { return at }
            at = before
        }
        return at == 0 ? 0 : nearest
    }

    static func scalarBoundary(notBefore offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var at = min(offset, text.count)
        while at < text.count, text[at] & 0xC0 == 0x80 { at += 1 }
        return at
    }

    private static func scalarBoundary(notAfter offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var at = offset
        while at > 0, at < text.count, text[at] & 0xC0 == 0x80 { at -= 1 }
        return at
    }

    /// The scalar that begins at an offset, and where the next one begins.
    private static func scalar(
        at offset: Int, in text: UnsafeBufferPointer<UInt8>
    ) -> (scalar: Unicode.Scalar, next: Int) {
        let lead = UInt32(text[offset])
        func bits(_ index: Int) -> UInt32 { UInt32(text[offset + index] & 0x3F) }
        let (value, length) =
            switch lead {
            case 0..<0x80: (lead, 1)
            case 0x80..<0xE0: ((lead & 0x1F) << 6 | bits(1), 2)
            case 0xE0..<0xF0: ((lead & 0x0F) << 12 | bits(1) << 6 | bits(2), 3)
            default: ((lead & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3), 4)
            }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", offset + length)
    }

    /// Graphic ASCII, most Han and kana and their punctuation: between two of them a character always ends.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F, 0x2010...0x2027, 0x3001...0x3029, 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x9FFF,
            0xFF01...0xFF5E:
            true
        default: false
        }
    }
}
