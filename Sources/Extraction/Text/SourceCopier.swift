internal import Documents

/// Copies parts of a file into its text, in the order of the file, and counts the file's lines on the way.
struct SourceCopier {
    /// The whole file.
    let source: UnsafeBufferPointer<UInt8>
    private var builder: TextBuilder
    /// A place in the source, and its line.
    private var offset = 0
    private var line = 1

    init(_ source: UnsafeBufferPointer<UInt8>) {
        self.source = source
        builder = TextBuilder(sourceLineCount: 1 + source.count { $0 == 0x0A })
    }

    var textCount: Int { builder.text.count }
    /// What was written from an offset of the text on.
    func text(from offset: Int) -> String {
        String(decoding: builder.text[min(offset, builder.text.count)...], as: UTF8.self)
    }

    mutating func separate(_ separator: TextBuilder.Separator) {
        builder.separate(separator)
    }

    /// Copies running text: white space becomes one blank or one line break.
    mutating func copy(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        go(to: range.lowerBound)
        builder.append(UnsafeBufferPointer(rebasing: source[range]), line: line)
    }

    /// Copies text whose white space counts.
    mutating func copyVerbatim(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        go(to: range.lowerBound)
        builder.appendVerbatim(UnsafeBufferPointer(rebasing: source[range]), line: line)
    }

    /// Writes what stands for something at a place of the source. All of it is from the line of that place.
    mutating func write(_ bytes: some Sequence<UInt8>, for place: Int) {
        go(to: place)
        for run in Array(bytes).split(separator: 0x0A, omittingEmptySubsequences: false) {
            if run.startIndex > 0 { builder.separate(run.isEmpty ? .paragraph : .line) }
            run.withUnsafeBufferPointer { builder.appendVerbatim($0, line: line) }
        }
    }

    /// Writes running text for the place that was reached last, which may come from before it.
    mutating func copyLate(_ range: Range<Int>) {
        source[range].split { $0 <= 0x20 }.forEach { word in
            builder.append(UnsafeBufferPointer(rebasing: word), line: line)
            builder.separate(.blank)
        }
    }

    /// Goes on to a place of the source, which is not before those that were copied.
    private mutating func go(to place: Int) {
        guard place > offset else { return }
        line += source[offset..<place].count { $0 == 0x0A }
        offset = place
    }

    /// What was read, once all is copied.
    func body(metadata: DocumentMetadata = DocumentMetadata(), firstHeading: String? = nil) -> Body {
        Body(text: builder.text, places: .lines(builder.lineMap), metadata: metadata, firstHeading: firstHeading)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The end of the line that `offset` lies in: its line break, or the end.
    func endOfLine(from offset: Int) -> Int {
        firstOffset(of: 0x0A, in: offset..<count) ?? count
    }

    /// Calls `body` with each line from an offset on, without its end.
    func forEachLine(from offset: Int, _ body: (Range<Int>) -> Void) {
        var start = offset
        while start < count {
            let end = endOfLine(from: start)
            body(start..<end)
            start = end + 1
        }
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: self[range]), as: UTF8.self)
    }

    /// The range without blanks at either end.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, self[start] <= 0x20 { start += 1 }
        while end > start, self[end - 1] <= 0x20 { end -= 1 }
        return start..<end
    }

    func has(_ prefix: StaticString, at offset: Int) -> Bool {
        let length = prefix.utf8CodeUnitCount
        guard offset >= 0, offset + length <= count else { return false }
        for index in 0..<length where self[offset + index] != prefix.utf8Start[index] { return false }
        return true
    }
}
