/// Reads lyrics with times (LRC): the words, without `[00:12.34]`.
enum LyricsReader {
    static func body(of source: [UInt8], from offset: Int) -> Body {
        source.withUnsafeBufferPointer { source in
            var copier = SourceCopier(source)
            var metadata = DocumentMetadata()
            var index = offset
            while index < source.count {
                let end = source.endOfLine(from: index)
                var line = source.trimmed(index..<end)
                index = end + 1
                while let tag = tag(at: line, source) {
                    read(tag, source, into: &metadata)
                    line = source.trimmed(tag.upperBound + 1..<line.upperBound)
                }
                // An empty line ends a verse.
                copier.separate(line.isEmpty ? .paragraph : .line)
                // Times of single words are written as tags.
                SubtitleMarkup.copy(line, with: &copier)
            }
            var body = copier.body(metadata: metadata)
            body.isTitledByFirstLine = false
            return body
        }
    }

    /// What stands in the brackets that the line begins with, when it is a time or `key:value`.
    private static func tag(at line: Range<Int>, _ source: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard !line.isEmpty, source[line.lowerBound] == UInt8(ascii: "["),
            let close = source.firstOffset(of: UInt8(ascii: "]"), in: line.lowerBound..<line.upperBound)
        else { return nil }
        let tag = line.lowerBound + 1..<close
        guard let colon = source.firstOffset(of: UInt8(ascii: ":"), in: tag), colon > tag.lowerBound else { return nil }
        let isKey = source[tag.lowerBound..<colon].allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "#")
        }
        return isKey ? tag : nil
    }

    private static func read(
        _ tag: Range<Int>, _ source: UnsafeBufferPointer<UInt8>, into metadata: inout DocumentMetadata
    ) {
        guard tag.count < 1000 else { return }
        let parts = source.string(tag).split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return }
        switch parts[0].lowercased() {
        case "ti": metadata.read(key: "title", value: String(parts[1]))
        case "ar": metadata.read(key: "author", value: String(parts[1]))
        default: break
        }
    }
}
