/// The inline marks of Org.
enum OrgSyntax: InlineSyntax {
    static let marks = [
        PairedMark("=", isLiteral: true), PairedMark("~", isLiteral: true), PairedMark("*"), PairedMark("/"),
        PairedMark("_"), PairedMark("+"),
    ]
    static let constructBytes = Array("[<@\\h".utf8)

    static func construct(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>) -> InlineConstruct? {
        if source.has("[[", at: index) { return link(at: index, before: end, in: source) }
        if source.has("[fn:", at: index) { return footnote(at: index, before: end, in: source) }
        if source.has("<<", at: index), let close = find(UInt8(ascii: ">"), from: index, before: end, in: source),
            source.has(">>", at: close), close + 1 < end
        {
            // A target, or a radio target, which is read.
            let isRadio = source.has("<<<", at: index) && source.has(">>>", at: close) && close + 2 < end
            return isRadio
                ? InlineConstruct(shown: index + 3..<close, end: close + 3)
                : InlineConstruct(shown: index..<index, end: close + 2)
        }
        if source.has("@@", at: index), let close = find(UInt8(ascii: "@"), from: index + 2, before: end, in: source),
            source.has("@@", at: close), close + 1 < end
        {
            return InlineConstruct(shown: index..<index, end: close + 2)
        }
        if source.has("\\\\", at: index), index + 2 == end || index + 2 < end && source[index + 2] <= 0x20 {
            return InlineConstruct(shown: index..<index, end: index + 2)
        }
        return address(at: index, before: end, in: source)
    }

    /// A bare address, of which slashes are a part.
    private static func address(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>)
        -> InlineConstruct?
    {
        guard source.has("http://", at: index) || source.has("https://", at: index) else { return nil }
        var behind = index
        while behind < end, source[behind] > 0x20, source[behind] < 0x80, source[behind] != UInt8(ascii: "]") {
            behind += 1
        }
        return InlineConstruct(shown: index..<behind, end: behind, isLiteral: true)
    }

    /// `[[target][text]]`, `[[target]]`.
    private static func link(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>)
        -> InlineConstruct?
    {
        guard let close = find(UInt8(ascii: "]"), from: index + 2, before: end, in: source) else { return nil }
        if source.has("]]", at: close), close + 1 < end {
            return InlineConstruct(shown: index + 2..<close, end: close + 2, isLiteral: true)
        }
        guard source.has("][", at: close) else { return nil }
        var textEnd = close + 2
        // Brackets in the text are rare, and looking behind each of many would take long.
        for _ in 0..<8 {
            guard let bracket = find(UInt8(ascii: "]"), from: textEnd, before: end, in: source) else { break }
            if source.has("]]", at: bracket), bracket + 1 < end {
                return InlineConstruct(shown: close + 2..<bracket, end: bracket + 2)
            }
            textEnd = bracket + 1
        }
        return nil
    }

    /// `[fn:1]` refers to a note, `[fn:1:note]` and `[fn::note]` are one.
    private static func footnote(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>)
        -> InlineConstruct?
    {
        guard let close = find(UInt8(ascii: "]"), from: index + 4, before: end, in: source) else { return nil }
        if let colon = source.firstOffset(of: UInt8(ascii: ":"), in: index + 4..<close) {
            return InlineConstruct(shown: colon + 1..<close, end: close + 1, isAside: true)
        }
        return InlineConstruct(shown: index..<index, end: close + 1)
    }
}
