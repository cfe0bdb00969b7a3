import TestSupport

@testable import Analysis

/// The pieces of a text that must find it when quoted: taken from inside a paragraph, without cutting a word or a number.
///
/// Precisely, a piece may begin or end at each boundary of two scalars, except where
/// - letters, digits and combining marks touch on both sides, for a word, a number or a character would be cut;
/// - a sign (`.` `,` `+` `#`) touches a letter, a digit or another sign, for the sign may belong to a name or a number;
/// - an ignorable scalar or a combining mark follows, for it belongs to what is before;
/// - a paragraph ends: a piece never contains a paragraph's end, nor blanks at its edges.
struct Substrings {
    private let scalars: [Unicode.Scalar]
    /// Where a piece may begin or end, as offsets into `scalars`, by paragraph.
    private let boundaries: [[Int]]

    init(of text: String) {
        let scalars = Array(text.unicodeScalars)
        self.scalars = scalars
        var boundaries: [[Int]] = [[]]
        for offset in 0...scalars.count {
            if offset > 0, Self.endsParagraph(offset - 1, in: scalars) { boundaries.append([]) }
            if Self.isBoundary(offset, in: scalars) { boundaries[boundaries.count - 1].append(offset) }
        }
        self.boundaries = boundaries.filter { $0.count > 1 }
    }

    /// A piece of up to this many scalars; nil when the text has none.
    func random(upTo limit: Int, using random: inout SeededRandom) -> String? {
        guard let places = boundaries.randomElement(using: &random) else { return nil }
        let first = Int.random(in: 0..<places.count - 1, using: &random)
        let ends = places[(first + 1)...].prefix { $0 - places[first] <= limit }
        guard let end = ends.randomElement(using: &random) else { return nil }
        var piece = String.UnicodeScalarView()
        piece.append(contentsOf: scalars[places[first]..<end])
        return String(piece)
    }

    /// Line breaks are of one paragraph only when neither a line break nor an indent follows, blanks between not counted.
    private static func endsParagraph(_ offset: Int, in scalars: [Unicode.Scalar]) -> Bool {
        if scalars[offset] == "\u{2029}" || scalars[offset] == "\u{1E}" { return true }
        guard scalars[offset] == "\n" else { return false }
        let rest = scalars[(offset + 1)...].drop { $0 != "\u{3000}" && $0 != "\n" && isBlank($0) }
        return rest.first == "\n" || rest.first == "\u{3000}"
    }

    private static func isBoundary(_ offset: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard offset > 0, offset < scalars.count else { return true }
        let (before, after) = (scalars[offset - 1], scalars[offset])
        if isBlank(before) || isBlank(after) { return !isBlank(before) || !isBlank(after) ? true : false }
        if isAttached(after) || isAttached(before) { return false }
        if isWordLike(before), isWordLike(after) { return false }
        if isSign(before), isSign(after) || isWordLike(after) { return false }
        if isSign(after), isWordLike(before) { return false }
        return true
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

    /// A scalar that folding may drop or put together with its neighbour.
    private static func isAttached(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return properties.isDefaultIgnorableCodePoint || properties.generalCategory == .nonspacingMark
            || properties.generalCategory == .enclosingMark || properties.generalCategory == .spacingMark
            || ("\u{FF9E}"..."\u{FF9F}").contains(scalar) || ("\u{1100}"..."\u{11FF}").contains(scalar)
            || ("\u{309B}"..."\u{309C}").contains(scalar)
    }

    /// Letters of spaced scripts, digits, and what folds to them.
    private static func isWordLike(_ scalar: Unicode.Scalar) -> Bool {
        let kind = CharacterKinds.shared[scalar.value]
        return kind == .letter || kind == .digit || ("\u{3300}"..."\u{33FF}").contains(scalar) || scalar == "½"
            || scalar == "㈱"
    }

    private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        [".", ",", "+", "#", "，", "…"].contains(scalar)
    }
}
