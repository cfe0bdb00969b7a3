/// A block of a long text, as it is stored: numbers that say where it lies, then the text, compressed.
package struct TextBlock: Hashable, Sendable {
    /// The offset of its first byte in the text.
    package var offset: Int
    /// The line of the text, from 1, on which it begins.
    package var firstLine: Int
    /// What can be found does not cross its beginning, or its end.
    package var beginsParagraph: Bool
    package var endsParagraph: Bool
    /// Where its lines lie in the file; of the same kind as the record says.
    package var places: StoredPlaces
    /// Valid UTF-8.
    package var text: [UInt8]

    package init(
        offset: Int, firstLine: Int, beginsParagraph: Bool, endsParagraph: Bool, places: StoredPlaces, text: [UInt8]
    ) {
        self.offset = offset
        self.firstLine = firstLine
        self.beginsParagraph = beginsParagraph
        self.endsParagraph = endsParagraph
        self.places = places
        self.text = text
    }

    /// No block is longer.
    private static let longestBytes = 16 << 20

    private static let beginsParagraphFlag = 1
    private static let endsParagraphFlag = 2

    package func encoded() -> [UInt8] {
        head + text.withUnsafeBufferPointer { CodedText.encode($0, isFramed: true) }
    }

    /// The numbers as they are stored.
    package var head: [UInt8] {
        var bytes: [UInt8] = []
        let flags =
            (beginsParagraph ? Self.beginsParagraphFlag : 0) | (endsParagraph ? Self.endsParagraphFlag : 0)
        bytes.append(varint: flags)
        bytes.append(varint: offset)
        bytes.append(varint: firstLine)
        switch places {
        case .lines(let pairs):
            bytes.append(rising: pairs.indices.filter { $0.isMultiple(of: 2) }.map { pairs[$0] }, from: firstLine)
            bytes.append(rising: pairs.indices.filter { !$0.isMultiple(of: 2) }.map { pairs[$0] }, from: 0)
        case .pages(let starts, let before):
            bytes.append(rising: starts, from: firstLine)
            bytes.append(varint: before)
        case .none: break
        }
        return bytes
    }

    /// Reads a block. The kind of its places is what the document's record says.
    ///
    /// Throws: `TextBlockError.malformed`.
    package init(_ stored: UnsafeBufferPointer<UInt8>, places kind: StoredPlaces) throws(TextBlockError) {
        var headByteCount = 0
        try self.init(stored, places: kind, headByteCount: &headByteCount)
    }

    /// The same; also says how much of what is stored are the numbers.
    package init(
        _ stored: UnsafeBufferPointer<UInt8>, places kind: StoredPlaces, headByteCount: inout Int
    ) throws(TextBlockError) {
        var rest = VarintReader(rest: stored)
        let flags = try rest.number()
        offset = try rest.number()
        firstLine = try rest.number()
        switch kind {
        case .lines:
            let (lines, sources) = (try rest.rising(from: firstLine), try rest.rising(from: 0))
            guard lines.count == sources.count else { throw .malformed }
            places = .lines(zip(lines, sources).flatMap { [$0, $1] })
        case .pages: places = .pages(try rest.rising(from: firstLine), before: try rest.number())
        case .none: places = .none
        }
        beginsParagraph = flags & Self.beginsParagraphFlag != 0
        endsParagraph = flags & Self.endsParagraphFlag != 0
        headByteCount = stored.count - rest.rest.count
        text = try CodedText.decode(rest.rest, limitBytes: Self.longestBytes)
    }
}

/// Why a part of a long text cannot be read.
package enum TextBlockError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing
    case malformed

    package var description: String {
        switch self {
        case .missing: "cannot read a document's text: a part of it is missing"
        case .malformed: "cannot read a document's text: a part of it is damaged"
        }
    }
}
