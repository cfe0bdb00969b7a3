/// Reads subtitles in SubRip and WebVTT: what is said, without times, numbers and styles.
///
/// Lines and cues are apart by a single line break: a sentence runs over both, and the analyzer joins Han there.
struct CueReader {
    private var copier: SourceCopier

    static func body(of source: [UInt8], from offset: Int) -> Body {
        source.withUnsafeBufferPointer { source in
            var reader = CueReader(copier: SourceCopier(source))
            reader.read(from: offset)
            var body = reader.copier.body()
            body.isTitledByFirstLine = false
            return body
        }
    }

    private init(copier: SourceCopier) {
        self.copier = copier
    }

    /// `00:00:01,000 --> 00:00:02,000`, hours and fractions optional, anything behind.
    static func isTiming(_ line: ArraySlice<UInt8>) -> Bool {
        line.withUnsafeBufferPointer { isTiming($0, 0..<$0.count) }
    }

    private static func isTiming(_ source: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
        var index = line.lowerBound
        func time() -> Bool {
            let start = index
            var colons = 0
            while index < line.upperBound, index - start < 24 {
                switch source[index] {
                case 0x30...0x39, UInt8(ascii: ","), UInt8(ascii: "."): break
                case UInt8(ascii: ":"): colons += 1
                default: return colons > 0
                }
                index += 1
            }
            return colons > 0
        }
        func blanks() {
            while index < line.upperBound, source[index] == 0x20 || source[index] == 0x09 { index += 1 }
        }
        blanks()
        guard time() else { return false }
        blanks()
        guard source.has("-->", at: index) else { return false }
        index += 3
        blanks()
        return time()
    }

    private mutating func read(from offset: Int) {
        let source = copier.source
        var index = offset
        let isWebVTT = source.has("WEBVTT", at: offset)
        if isWebVTT { index = endOfBlock(from: index) }
        while index < source.count {
            let end = source.endOfLine(from: index)
            let line = source.trimmed(index..<end)
            let next = end + 1
            if isWebVTT, isCommentOrStyle(line) {
                index = endOfBlock(from: index)
            } else if line.isEmpty || Self.isTiming(source, line) || isCueName(line, next: next, isWebVTT: isWebVTT) {
                index = next
            } else {
                copier.separate(.line)
                SubtitleMarkup.copy(line, with: &copier)
                index = next
            }
        }
    }

    private func endOfBlock(from start: Int) -> Int {
        let source = copier.source
        var index = start
        while index < source.count {
            let end = source.endOfLine(from: index)
            if source.trimmed(index..<end).isEmpty { return end + 1 }
            index = end + 1
        }
        return source.count
    }

    private func isCommentOrStyle(_ line: Range<Int>) -> Bool {
        let source = copier.source
        for (word, length) in [("NOTE", 4), ("STYLE", 5), ("REGION", 6)] as [(StaticString, Int)]
        where source.has(word, at: line.lowerBound) {
            if line.count == length { return true }
            if word.utf8CodeUnitCount == 4, source[line.lowerBound + 4] <= 0x20 { return true }
        }
        return false
    }

    /// A number, or any line in WebVTT, right above a time.
    private func isCueName(_ line: Range<Int>, next: Int, isWebVTT: Bool) -> Bool {
        let source = copier.source
        guard isWebVTT || source[line].allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        return next < source.count && Self.isTiming(source, next..<source.endOfLine(from: next))
    }
}
