/// Reads subtitles in (Advanced) SubStation Alpha: what is said, without styles, times and drawings.
enum SubStationReader {
    static func body(of source: [UInt8], from offset: Int) -> Body {
        source.withUnsafeBufferPointer { source in
            var copier = SourceCopier(source)
            var metadata = DocumentMetadata()
            var isInEvents = false
            // The text is always the last field; it may have commas.
            var commasBeforeText = 9
            var index = offset
            while index < source.count {
                let end = source.endOfLine(from: index)
                let line = source.trimmed(index..<end)
                index = end + 1
                if line.isEmpty { continue }
                if source[line.lowerBound] == UInt8(ascii: "[") {
                    isInEvents = source.string(line).lowercased() == "[events]"
                } else if let value = value(of: "Title:", in: line, source), metadata.title == nil {
                    let title = source.string(value).asTitle(limit: TitleFinder.limit)
                    metadata.title = title.flatMap { namesNothing.contains($0.lowercased()) ? nil : $0 }
                } else if isInEvents, let fields = value(of: "Format:", in: line, source) {
                    commasBeforeText = min(100, source[fields].count { $0 == 0x2C })
                } else if let fields = value(of: "Dialogue:", in: line, source) {
                    var text = fields
                    for _ in 0..<commasBeforeText {
                        guard let comma = source.firstOffset(of: 0x2C, in: text) else { break }
                        text = comma + 1..<text.upperBound
                    }
                    copier.separate(.line)
                    SubtitleMarkup.copy(text, with: &copier)
                }
            }
            var body = copier.body(metadata: metadata)
            body.isTitledByFirstLine = false
            return body
        }
    }

    /// What programs write when nobody gave a title.
    private static let namesNothing = ["<untitled>", "default aegisub file", "untitled"]

    private static func value(of key: StaticString, in line: Range<Int>, _ source: UnsafeBufferPointer<UInt8>)
        -> Range<Int>?
    {
        guard source.has(key, at: line.lowerBound), key.utf8CodeUnitCount <= line.count else { return nil }
        return source.trimmed(line.lowerBound + key.utf8CodeUnitCount..<line.upperBound)
    }
}
