/// The marks within running text of one light markup.
///
/// Han words are not set apart by blanks, so a mark is taken for one between them as well, where the markup itself would
/// ask for a blank: who reads 小**米** sees 小米, or wants to.
protocol InlineSyntax {
    /// Longer ones before shorter ones that begin them.
    static var marks: [PairedMark] { get }
    /// Bytes, besides those that marks begin with, at which `construct` is asked.
    static var constructBytes: [UInt8] { get }
    /// What stands at `index`, where one of those bytes or a mark is, if it is anything but text and marks. Looks at a bounded number of bytes before `end`.
    static func construct(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>) -> InlineConstruct?
}

/// A mark that stands before and behind what it marks.
struct PairedMark {
    let bytes: [UInt8]
    /// Whether marks in it are text.
    let isLiteral: Bool

    init(_ mark: StaticString, isLiteral: Bool = false) {
        bytes = Array(UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount))
        self.isLiteral = isLiteral
    }
}

/// A link, a role, an escape: something of which a reader sees a part.
struct InlineConstruct {
    /// What is seen; may be empty.
    var shown: Range<Int>
    /// Where it ends.
    var end: Int
    /// Whether marks in what is seen are text.
    var isLiteral = false
    /// Whether what is seen stands elsewhere, as a footnote does.
    var isAside = false
}

extension InlineSyntax {
    /// How far the end of a construct is looked for.
    static var reachBytes: Int { 4096 }

    /// Where `byte` first stands from `start` on, within reach.
    static func find(_ byte: UInt8, from start: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>) -> Int? {
        let limit = min(end, start + reachBytes)
        return start < limit ? source.firstOffset(of: byte, in: start..<limit) : nil
    }
}
