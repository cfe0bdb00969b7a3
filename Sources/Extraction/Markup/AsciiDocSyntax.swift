/// The inline marks of AsciiDoc.
enum AsciiDocSyntax: InlineSyntax {
    static let marks = [
        PairedMark("``"), PairedMark("`"), PairedMark("**"), PairedMark("*"), PairedMark("__"), PairedMark("_"),
        PairedMark("##"), PairedMark("#"), PairedMark("+++", isLiteral: true), PairedMark("+", isLiteral: true),
    ]
    static let constructBytes = Array("\\<[hlxifmkbpas".utf8)

    static func construct(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>) -> InlineConstruct? {
        switch source[index] {
        case UInt8(ascii: "\\"):
            guard index + 1 < end, "*_`#+<[{".utf8.contains(source[index + 1]) else { return nil }
            return InlineConstruct(shown: index + 1..<index + 2, end: index + 2, isLiteral: true)
        case UInt8(ascii: "<"): return reference(at: index, before: end, in: source)
        case UInt8(ascii: "["): return anchorOrRole(at: index, before: end, in: source)
        default: return macro(at: index, before: end, in: source)
        }
    }

    /// `<<id,text>>`.
    private static func reference(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>)
        -> InlineConstruct?
    {
        guard source.has("<<", at: index),
            let close = find(UInt8(ascii: ">"), from: index + 2, before: end, in: source), source.has(">>", at: close),
            close + 1 < end
        else { return nil }
        let comma = source.firstOffset(of: 0x2C, in: index + 2..<close)
        return InlineConstruct(shown: (comma.map { $0 + 1 } ?? index + 2)..<close, end: close + 2)
    }

    /// `[[id]]` is not seen; of `[.role]#text#` the text is, whose marks are found later.
    private static func anchorOrRole(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>)
        -> InlineConstruct?
    {
        guard let close = find(UInt8(ascii: "]"), from: index + 1, before: end, in: source), close + 1 < end else {
            return nil
        }
        if source.has("[[", at: index), source.has("]]", at: close) {
            return InlineConstruct(shown: index..<index, end: close + 2)
        }
        guard "#*_`".utf8.contains(source[close + 1]), index + 1 < close, ".#".utf8.contains(source[index + 1]) else {
            return nil
        }
        return InlineConstruct(shown: index..<index, end: close + 1)
    }

    /// `link:target[text]`, `https://target[text]`, `image:target[text]` and the like, up to the target's end.
    private static func macro(at index: Int, before end: Int, in source: UnsafeBufferPointer<UInt8>)
        -> InlineConstruct?
    {
        if index > 0, isLetter(source[index - 1]) { return nil }
        guard let name = names.first(where: { source.has($0, at: index) }) else { return nil }
        let isAddress = source.has("http", at: index)
        let target = index + name.utf8CodeUnitCount
        guard let bracket = find(UInt8(ascii: "["), from: target, before: end, in: source),
            !source[target..<bracket].contains(where: { $0 <= 0x20 }),
            let close = find(UInt8(ascii: "]"), from: bracket, before: end, in: source)
        else {
            guard isAddress else { return nil }
            // A bare address, in which `_` and `*` are no marks.
            let behind = source[target..<end].firstIndex { $0 <= 0x20 || $0 >= 0x80 } ?? end
            return InlineConstruct(shown: index..<behind, end: behind, isLiteral: true)
        }
        if source.has("footnote", at: index) {
            return InlineConstruct(shown: bracket + 1..<close, end: close + 1, isAside: true)
        }
        if source.has("anchor:", at: index) { return InlineConstruct(shown: index..<index, end: close + 1) }
        var shown = bracket + 1..<close
        if source.has("image:", at: index) || source.has("icon:", at: index) {
            // Only the first of what is in the brackets is for reading.
            let comma = source.firstOffset(of: 0x2C, in: shown) ?? close
            let isNamed = source.firstOffset(of: UInt8(ascii: "="), in: shown.lowerBound..<comma) != nil
            shown = shown.lowerBound..<(isNamed ? shown.lowerBound : comma)
        } else if shown.isEmpty {
            shown = (isAddress ? index : index + name.utf8CodeUnitCount)..<bracket
        }
        return InlineConstruct(shown: shown, end: close + 1)
    }

    private static let names: [StaticString] = [
        "http://", "https://", "link:", "xref:", "mailto:", "image:", "icon:", "footnote:", "kbd:", "btn:", "menu:",
        "pass:", "anchor:", "stem:", "latexmath:", "asciimath:",
    ]

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }
}
