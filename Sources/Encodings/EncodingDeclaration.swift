/// What a file says about its own encoding, in the ways that editors and formats have for it.
enum EncodingDeclaration {
    /// The encodings that the bytes name, without those that no name is known for; the most binding first.
    ///
    /// | Where                         | How                                                        |
    /// |-------------------------------|------------------------------------------------------------|
    /// | the beginning                 | `<?xml … encoding="gbk"?>`                                 |
    /// | a `<meta` tag                 | `charset=gbk`, `content="text/html; charset=gbk"`          |
    /// | the first two lines           | `-*- coding: gbk -*-`, `# coding=gbk`                      |
    /// | the first and last five lines | `vim: set fileencoding=gbk:`, `vi: fenc=gbk`               |
    /// | a header of gettext           | `"Content-Type: text/plain; charset=gbk\n"`                |
    /// | the last 3,000 bytes          | `Local Variables:` and, below, `coding: gbk`               |
    static func encodings(in bytes: [UInt8]) -> [CharacterEncoding] {
        let head = Lowercased(bytes.prefix(8 << 10))
        let tail = Lowercased(bytes.suffix(3_000))
        var labels: [String] = []
        if head.starts(with: "<?xml"), let end = head.range(of: "?>", from: 0)?.lowerBound {
            labels += head.value(after: "encoding", within: 0..<end)
        }
        labels += metaLabels(in: head)
        for line in head.lines.prefix(2) where head.contains("-*-", within: line) || head.isComment(line) {
            labels += head.value(after: "coding", within: line)
        }
        for (text, lines) in [(head, head.lines.prefix(5)), (tail, tail.lines.suffix(6))] {
            for line in lines where ["vim:", "vi:", "ex:"].contains(where: { text.contains($0, within: line) }) {
                labels += text.value(after: "fileencoding", within: line) + text.value(after: "fenc", within: line)
            }
        }
        for line in head.lines where head.contains("content-type:", within: line) {
            labels += head.value(after: "charset", within: line)
        }
        if let start = tail.range(of: "local variables:", from: 0)?.upperBound {
            for line in tail.lines where line.lowerBound > start {
                labels += tail.value(after: "coding", within: line)
            }
        }
        var encodings: [CharacterEncoding] = []
        for encoding in labels.compactMap(CharacterEncoding.init(label:)) where !encodings.contains(encoding) {
            encodings.append(encoding)
        }
        return encodings
    }

    private static func metaLabels(in head: Lowercased) -> [String] {
        var labels: [String] = []
        var start = 0
        while let tag = head.range(of: "<meta", from: start) {
            let end = head.range(of: ">", from: tag.upperBound)?.lowerBound ?? head.count
            labels += head.value(after: "charset", within: tag.upperBound..<end)
            start = end
        }
        return labels
    }
}

/// Bytes with the letters of ASCII in lower case, for finding names.
private struct Lowercased {
    private let bytes: [UInt8]
    let lines: [Range<Int>]

    init(_ bytes: ArraySlice<UInt8>) {
        let folded = bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        self.bytes = folded
        lines = folded.split(separator: 0x0A, omittingEmptySubsequences: false).map(\.indices)
    }

    var count: Int { bytes.count }

    func starts(with text: StaticString) -> Bool {
        range(of: text, within: 0..<min(count, text.utf8CodeUnitCount)) != nil
    }

    func isComment(_ line: Range<Int>) -> Bool {
        bytes[line].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0C } == UInt8(ascii: "#")
    }

    func contains(_ text: StaticString, within range: Range<Int>) -> Bool {
        self.range(of: text, within: range) != nil
    }

    func range(of text: StaticString, from start: Int) -> Range<Int>? {
        start > count ? nil : range(of: text, within: start..<count)
    }

    private func range(of text: StaticString, within range: Range<Int>) -> Range<Int>? {
        text.withUTF8Buffer { text in
            var start = range.lowerBound
            while start + text.count <= range.upperBound {
                if bytes[start] == text[0], bytes[start..<(start + text.count)].elementsEqual(text) {
                    return start..<(start + text.count)
                }
                start += 1
            }
            return nil
        }
    }

    /// The names that follow the key and `=` or `:`, with or without quotation marks.
    func value(after key: StaticString, within range: Range<Int>) -> [String] {
        var labels: [String] = []
        var start = range.lowerBound
        while let found = self.range(of: key, within: start..<range.upperBound) {
            start = found.upperBound
            var index = skipSpaces(from: start, within: range)
            guard index < range.upperBound, bytes[index] == UInt8(ascii: "=") || bytes[index] == UInt8(ascii: ":")
            else { continue }
            index = skipSpaces(from: index + 1, within: range)
            if index < range.upperBound, bytes[index] == 0x22 || bytes[index] == 0x27 { index += 1 }
            let name = bytes[index..<range.upperBound].prefix(40).prefix { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
                default: false
                }
            }
            if !name.isEmpty { labels.append(String(decoding: name, as: UTF8.self)) }
        }
        return labels
    }

    private func skipSpaces(from start: Int, within range: Range<Int>) -> Int {
        var index = start
        while index < range.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index
    }
}
