internal import Documents

/// Reads XML of any kind: DocBook, RSS, Atom, OPML, TMX and others fall out of the same few rules.
///
/// What the parser stops at is read on as it is written, with a notice: nothing of a broken file is lost.
enum XMLReader {
    static func body(of source: [UInt8], from offset: Int) -> Body {
        source.withUnsafeBufferPointer { source in
            let linesBefore = source[..<offset].count { $0 == 0x0A }
            let handler = XMLTextHandler(sourceLineCount: 1 + source.count { $0 == 0x0A }, linesBefore: linesBefore)
            let rest = UnsafeBufferPointer(rebasing: source[offset...])
            let consumed = XMLParser.parse(rest, into: handler)
            guard let consumed else { return handler.body }
            let broken = UnsafeBufferPointer(rebasing: rest[min(consumed, rest.count)...])
            guard broken.contains(where: { $0 > 0x20 }) else { return handler.body }
            let line = 1 + linesBefore + rest[..<min(consumed, rest.count)].count { $0 == 0x0A }
            var body = handler.body(with: broken, line: line)
            body.notices.append(
                "the XML is broken at line \(line); from there on the file is searched as it is written")
            return body
        }
    }
}
