internal import CUnicode

/// What each code point is to segmentation: a table for the basic plane, a question to ICU for the rest.
struct CharacterKinds: @unchecked Sendable {
    /// Filled once and never freed: the loops that see every character read it without a bounds check.
    private let basicPlane: UnsafePointer<UInt8>

    static let shared = CharacterKinds()

    private init() {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 0x10000)
        cunicode_fill_kinds(table)
        basicPlane = UnsafePointer(table)
    }

    @inline(__always)
    subscript(codePoint: UInt32) -> CharacterKind {
        CharacterKind(rawValue: codePoint < 0x10000 ? basicPlane[Int(codePoint)] : cunicode_kind_of(codePoint))
    }
}

/// The kind of one code point; the meanings stand in CUnicode.h.
struct CharacterKind: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt8

    static let mark = CharacterKind(rawValue: CUNICODE_MARK.rawValue)
    static let blank = CharacterKind(rawValue: CUNICODE_BLANK.rawValue)
    static let newline = CharacterKind(rawValue: CUNICODE_NEWLINE.rawValue)
    static let paragraph = CharacterKind(rawValue: CUNICODE_PARAGRAPH.rawValue)
    static let letter = CharacterKind(rawValue: CUNICODE_LETTER.rawValue)
    static let combining = CharacterKind(rawValue: CUNICODE_COMBINING.rawValue)
    static let digit = CharacterKind(rawValue: CUNICODE_DIGIT.rawValue)
    static let spacedCJK = CharacterKind(rawValue: CUNICODE_SPACED_CJK.rawValue)
    static let unspaced = CharacterKind(rawValue: CUNICODE_UNSPACED.rawValue)
    static let pictograph = CharacterKind(rawValue: CUNICODE_PICTOGRAPH.rawValue)
}
