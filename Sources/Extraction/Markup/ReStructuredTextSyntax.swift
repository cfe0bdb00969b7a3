/// The inline marks of reStructuredText.
enum ReStructuredTextSyntax: InlineSyntax {
    static let marks = [
        PairedMark("``", isLiteral: true), PairedMark("**"), PairedMark("*"), PairedMark("|"),
    ]
    static let constructBytes = Array("\\`:[_".utf8)

    static func construct(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>) -> InlineConstruct? {
        switch source[index] {
        case UInt8(ascii: "\\"): return escape(at: index, before: end, in: source)
        case UInt8(ascii: "`"):
            guard !source.has("``", at: index) else { return nil }
            return interpreted(at: index, before: end, in: source)
        case UInt8(ascii: ":"):
            guard let colon = endOfRole(at: index, before: end, in: source), source.has(":`", at: colon) else {
                return nil
            }
            return interpreted(at: colon + 1, before: end, in: source)
        case UInt8(ascii: "["): return citation(at: index, before: end, in: source)
        case UInt8(ascii: "_"): return reference(at: index, before: end, in: source)
        default: return nil
        }
    }

    /// `\ ` sets a mark apart from a word and is nothing itself.
    private static func escape(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>)
        -> InlineConstruct?
    {
        guard index + 1 < end else { return nil }
        let next = source[index + 1]
        if next <= 0x20 { return InlineConstruct(shown: index..<index, end: index + 2) }
        let shownEnd = next < 0x80 ? index + 2 : index + 1
        return InlineConstruct(shown: index + 1..<shownEnd, end: shownEnd, isLiteral: true)
    }

    /// `` `text <target>`_ ``, a role's `` `text` ``.
    private static func interpreted(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>)
        -> InlineConstruct?
    {
        guard let close = find(UInt8(ascii: "`"), from: index + 1, before: end, in: source), close > index + 1 else {
            return nil
        }
        var shown = index + 1..<close
        if source[close - 1] == UInt8(ascii: ">"), let open = source[shown].lastIndex(of: UInt8(ascii: "<")),
            open > shown.lowerBound
        {
            shown = source.trimmed(shown.lowerBound..<open)
        }
        var behind = close + 1
        while behind < min(end, close + 3), source[behind] == UInt8(ascii: "_") { behind += 1 }
        if behind == close + 1, behind < end, source[behind] == UInt8(ascii: ":"),
            let colon = endOfRole(at: behind, before: end, in: source)
        {
            behind = colon + 1
        }
        return InlineConstruct(shown: shown, end: behind, isLiteral: true)
    }

    /// The colon behind a role's name, `:ref:`.
    private static func endOfRole(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let colon = roleEnd(at: index, before: end, in: source), colon > index + 1 else { return nil }
        // Names of domains have a colon: `:py:class:`.
        if source.has(":`", at: colon) { return colon }
        if let second = roleEnd(at: colon, before: end, in: source), source.has(":`", at: second) { return second }
        return colon
    }

    private static func roleEnd(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>) -> Int? {
        var name = index + 1
        while name < min(end, index + 40) {
            switch source[name] {
            case UInt8(ascii: ":"): return name
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "+"):
                name += 1
            default: return nil
            }
        }
        return nil
    }

    /// `[1]_` is a footnote's mark and would stand between the characters of a word; `[CIT2002]_` is read.
    private static func citation(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>)
        -> InlineConstruct?
    {
        let limit = min(end, index + 100)
        guard let close = find(UInt8(ascii: "]"), from: index + 1, before: limit, in: source), close > index + 1,
            source.has("]_", at: close), close + 1 < end
        else { return nil }
        let label = source[index + 1..<close]
        let isFootnote =
            label.first == UInt8(ascii: "#") || label.first == UInt8(ascii: "*")
            || label.allSatisfy { (0x30...0x39).contains($0) }
        return InlineConstruct(shown: isFootnote ? index..<index : index..<close + 1, end: close + 2, isLiteral: true)
    }

    /// The underscores behind a word that is a reference.
    private static func reference(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>)
        -> InlineConstruct?
    {
        guard index > 0, source[index - 1] > 0x20, source[index - 1] != UInt8(ascii: "_") else { return nil }
        var behind = index + 1
        if behind < end, source[behind] == UInt8(ascii: "_") { behind += 1 }
        if behind < end {
            switch source[behind] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: return nil
            default: break
            }
        }
        return InlineConstruct(shown: index..<index, end: behind)
    }
}
