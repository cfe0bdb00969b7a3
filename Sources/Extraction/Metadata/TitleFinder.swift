/// Finds a title for a document that does not name one.
enum TitleFinder {
    /// Characters of a title that the file gives on purpose, far beyond any that are meant to be read.
    static let limit = 300
    /// Characters of a line of running text that serve as a title.
    static let lineLimit = 80

    /// The first line of `text` that is not blank, as a title; nil when there is none.
    static func firstLine(of text: [UInt8]) -> String? {
        var start = 0
        while start < text.count {
            let end = text.firstOffset(of: 0x0A, from: start) ?? text.count
            // A character has 4 bytes, and combining marks make one of several; a line may be the whole file.
            let line = String(decoding: text[start..<min(end, start + lineLimit * 32)], as: UTF8.self)
            if let title = line.asTitle(limit: lineLimit) { return title }
            start = end + 1
        }
        return nil
    }

    /// The name without folder and extension. Bytes that are not UTF-8 are shown as U+FFFD.
    static func title(ofFileName name: [UInt8]) -> String {
        let base = FileName(name)
        return String(decoding: base.stem, as: UTF8.self).asTitle(limit: limit) ?? ""
    }
}
