internal import Glibc

/// Marks the line breaks that end a paragraph, before folding turns the ideographic space into a plain one.
///
/// A paragraph ends at a blank line, and before a line that is indented with an ideographic space. All other line
/// breaks are wraps or lines of one paragraph.
enum Paragraphs {
    /// ASCII's record separator: what a marked line break becomes. It survives folding, and its kind is `paragraph`.
    static let mark: UInt8 = 0x1E

    /// Replaces each line break that ends a paragraph by the mark; nothing moves.
    static func mark(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        var at = 0
        while at < bytes.count, let found = memchr(start + at, 0x0A, bytes.count - at) {
            let lineBreak = UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
            var next = lineBreak + 1
            while next < bytes.count, isBlank(bytes[next]) { next += 1 }
            if next < bytes.count, bytes[next] == 0x0A || isIdeographicSpace(bytes, at: next) {
                bytes[lineBreak] = mark
            }
            at = next
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D
    }

    private static func isIdeographicSpace(_ bytes: UnsafeMutableBufferPointer<UInt8>, at offset: Int) -> Bool {
        offset + 2 < bytes.count && bytes[offset] == 0xE3 && bytes[offset + 1] == 0x80 && bytes[offset + 2] == 0x80
    }
}
