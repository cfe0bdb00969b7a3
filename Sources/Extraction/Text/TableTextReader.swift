/// Reads tables as text, of which CSV is one (RFC 4180): cells apart by tabs, rows by blank lines.
///
/// Rows are apart as in a table of HTML: with a single line break, the last word of one and the first of the next would
/// make a phrase.
enum TableTextReader {
    /// - Parameter separators: what may separate cells; the one that the first row has most of does.
    static func body(of source: [UInt8], from offset: Int, separators: [UInt8]) -> Body {
        source.withUnsafeBufferPointer { source in
            var copier = SourceCopier(source)
            let separator = separator(of: source, from: offset, among: separators)
            var index = offset
            while index < source.count {
                index = copyCell(at: index, separator: separator, to: &copier)
                if index < source.count {
                    copier.separate(source[index] == 0x0A ? .paragraph : .tab)
                    index += 1
                }
            }
            var body = copier.body()
            body.isTitledByFirstLine = false
            return body
        }
    }

    private static func separator(of source: UnsafeBufferPointer<UInt8>, from offset: Int, among separators: [UInt8])
        -> UInt8
    {
        let row = source[offset..<source.endOfLine(from: offset)].prefix(65_536)
        let counts = separators.map { separator in row.count { $0 == separator } }
        return separators[counts.firstIndex(of: counts.max() ?? 0) ?? 0]
    }

    /// Copies the cell that begins at `start`, and returns where the separator behind it stands.
    private static func copyCell(at start: Int, separator: UInt8, to copier: inout SourceCopier) -> Int {
        let source = copier.source
        let quote = UInt8(ascii: "\"")
        var index = start
        if source[start] == quote {
            // Of `""` the first is dropped with what is before it copied.
            index += 1
            while index < source.count {
                let end = source.firstOffset(of: quote, in: index..<source.count) ?? source.count
                let isDoubled = end + 1 < source.count && source[end + 1] == quote
                copier.copy(index..<(isDoubled ? end + 1 : end))
                index = min(source.count, isDoubled ? end + 2 : end + 1)
                if !isDoubled { break }
            }
        }
        let rest = index
        while index < source.count, source[index] != separator, source[index] != 0x0A { index += 1 }
        copier.copy(rest..<index)
        return index
    }
}
