/// Judges the titles that programs write into documents.
enum FoundTitle {
    private static let placeholders: Set<String> = [
        "untitled", "untitled document", "no title", "title", "powerpoint presentation", "powerpoint 演示文稿",
        "powerpoint 簡報", "presentation", "slide 1", "幻灯片 1", "word document", "word 文档", "document", "无标题",
        "無標題", "未命名", "未命名文档", "新建 microsoft word 文档", "unknown", "none", "null",
    ]
    private static let printers = ["microsoft word - ", "microsoft powerpoint - ", "microsoft excel - ", "wps - "]
    private static let fileExtensions = [
        ".doc", ".docx", ".wps", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf", ".odt", ".dvi", ".tex", ".indd", ".qxd",
        ".pmd", ".pdf", ".ps", ".cdr", ".fm", ".html", ".htm", ".txt", ".tmp", ".dot",
    ]

    /// The title as one line; nil when a program named the document and not a person.
    static func unlessPlaceholder(_ title: String) -> String? {
        guard let title = title.asTitle(limit: TitleFinder.limit) else { return nil }
        let lowered = title.lowercased()
        if placeholders.contains(lowered) || printers.contains(where: lowered.hasPrefix)
            || fileExtensions.contains(where: lowered.hasSuffix)
            || title.unicodeScalars.contains(where: { $0 == "\u{FFFD}" || $0.properties.generalCategory == .control })
            || !title.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
        {
            return nil
        }
        return title
    }

    /// Programs write the bytes of the system's encoding where Latin-1 is meant: `Î¢Èí` is 微软 in GBK. Such a text is
    /// read as those bytes; nil when they are no text, and any other text is as it is.
    static func undoMojibake(_ text: String, in context: ReadingContext) -> String? {
        let scalars = text.unicodeScalars
        let high = scalars.count { $0.value >= 0x80 }
        guard high >= 2, high * 3 > scalars.count, scalars.allSatisfy({ $0.value <= 0xFF }) else { return text }
        let decoded = context.text(scalars.map { UInt8($0.value) }).map { String(decoding: $0, as: UTF8.self) }
        guard let decoded, decoded.unicodeScalars.contains(where: { $0.properties.isIdeographic }) else { return nil }
        return decoded
    }
}
