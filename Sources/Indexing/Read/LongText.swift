internal import IndexSchema

/// A text that is stored in blocks, and the filter that says which of them may hold a term.
struct LongText {
    let path: [UInt8]
    let text: [UInt8]
    let cuts: [TextBlockLayout.Cut]
    /// Of the text as a whole.
    let places: StoredPlaces
    let filterBits: BlockFilterBits

    /// Calls `body` with each entry of the metadata: one block, or part of the filter, is in memory at a time.
    func forEachEntry<Failure: Error>(_ body: (_ key: String, _ value: [UInt8]) throws(Failure) -> Void) throws(Failure)
    {
        for index in cuts.indices {
            try body(LongTextKey.block(index, of: path), block(index, text: Array(text[cuts[index].range])).encoded())
        }
        for index in 0..<filterBits.filter.partCount {
            try body(LongTextKey.filterPart(index, of: path), Array(filterBits.part(index)))
        }
    }

    /// For the document's record.
    var checksum: String {
        var sum = Checksum()
        for index in cuts.indices { sum.add(block(index, text: []).head) }
        for index in 0..<filterBits.filter.partCount { sum.add(filterBits.part(index)) }
        return sum.text
    }

    private func block(_ index: Int, text: [UInt8]) -> TextBlock {
        let cut = cuts[index]
        let endLine = index + 1 < cuts.count ? cuts[index + 1].firstLine + 1 : Int.max
        return TextBlock(
            offset: cut.range.lowerBound, firstLine: cut.firstLine,
            beginsParagraph: index == 0 || cuts[index - 1].endsParagraph, endsParagraph: cut.endsParagraph,
            places: places.part(ofTextLines: cut.firstLine..<endLine), text: text)
    }
}
