internal import Documents

/// Text that is searched as it is written.
enum PlainTextReader {
    /// - Parameters:
    ///   - source: valid UTF-8 whose lines end with "\n".
    ///   - offset: where the front matter ends, after so many lines.
    static func body(of source: [UInt8], from offset: Int, linesBefore: Int) -> Body {
        var lineMap = LineMap()
        lineMap.append(textLine: 1, sourceLine: 1 + linesBefore)
        return Body(text: offset == 0 ? source : Array(source[offset...]), places: .lines(lineMap))
    }
}
