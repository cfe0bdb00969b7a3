internal import Analysis
internal import IndexSchema

/// A block of a long text with what is looked at on both sides of it.
final class TextWindow {
    let block: TextBlock
    /// The block's bytes, and those of its neighbours that belong to the window.
    let bytes: [UInt8]
    /// Where the block begins in `bytes`.
    private let start: Int
    private let folder: TextFolder

    private(set) lazy var folded: FoldedText = folder.fold(bytes)
    /// Where in the folded text a match begins that belongs to the block.
    private(set) lazy var own: Range<Int> =
        folded.foldedOffset(ofSource: start)..<folded.foldedOffset(ofSource: start + block.text.count)

    init(_ block: TextBlock, before: ArraySlice<UInt8>, after: ArraySlice<UInt8>, folder: TextFolder) {
        self.block = block
        bytes = before.isEmpty && after.isEmpty ? block.text : before + block.text + after
        start = before.count
        self.folder = folder
    }

    /// The line of the text on which an offset of the window lies that belongs to the block.
    func textLine(at offset: Int) -> Int {
        block.firstLine + bytes[start..<max(start, offset)].count { $0 == UInt8(ascii: "\n") }
    }
}
