internal import Glibc

/// Marks the line breaks that end a paragraph, before folding turns the ideographic space into a plain one.
///
/// A paragraph ends at a blank line, and before a line that is indented with an ideographic space. All other line
/// breaks are wraps or lines of one paragraph.
enum Paragraphs {
    /// ASCII's record separator: what a marked line break becomes. It survives folding, and its kind is `paragraph`.
    static let mark: UInt8 = 0x1E

    private static let ideographicSpace: UInt32 = 0x3000

    /// Replaces each line break that ends a paragraph by the mark; nothing moves.
    static func mark(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        let text = UnsafeBufferPointer(bytes)
        let kinds = CharacterKinds.shared
        var at = 0
        while at < bytes.count, let found = memchr(start + at, 0x0A, bytes.count - at) {
            let lineBreak = UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
            var next = lineBreak + 1
            while next < bytes.count {
                let (codePoint, length) = UTF8Bytes.decode(text, at: next)
                if codePoint == 0x0A || codePoint == ideographicSpace { bytes[lineBreak] = mark }
                guard kinds[codePoint] == .blank, codePoint != ideographicSpace else { break }
                next += length
            }
            at = next
        }
    }
}
