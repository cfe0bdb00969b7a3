internal import CUnicode

/// What folding makes of the characters that it can be said of without their neighbours: one character for one.
///
/// Each has a boundary before it, so a row of them is folded one by one. The last of a row is not when a character that
/// is not of this table follows, such as a combining mark.
struct FoldTable: Sendable {
    static let shared = FoldTable()

    private static let none: UInt16 = 0xFFFF

    nonisolated(unsafe) private let folds: UnsafePointer<UInt16>
    /// A bit for each code point that folding leaves as it is: most of them are, and the bits fit the nearest cache.
    nonisolated(unsafe) let kept: UnsafePointer<UInt64>

    private init() {
        let folds = UnsafeMutablePointer<UInt16>.allocate(capacity: 0x10000)
        folds.initialize(repeating: Self.none, count: 0x10000)
        cunicode_fill_folds(folds)
        let kept = UnsafeMutablePointer<UInt64>.allocate(capacity: 0x10000 / 64)
        kept.initialize(repeating: 0, count: 0x10000 / 64)
        for codePoint in 0..<0xFFFF where folds[codePoint] == codePoint {
            kept[codePoint / 64] |= 1 << UInt64(codePoint % 64)
        }
        self.folds = UnsafePointer(folds)
        self.kept = UnsafePointer(kept)
    }

    /// Nil when the character must be folded with its neighbours, or becomes more or fewer than one.
    @inline(__always)
    func folded(_ codePoint: UInt32) -> UInt32? {
        guard codePoint < 0x10000, folds[Int(codePoint)] != Self.none else { return nil }
        return UInt32(folds[Int(codePoint)])
    }
}
