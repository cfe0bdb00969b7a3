extension DocumentMetadata {
    /// Takes a value by the name that formats and their users give it, in any case; the first of each holds, tags are
    /// those of all. False when the name says nothing that is kept.
    @discardableResult
    mutating func read(key: String, value: String) -> Bool {
        switch key.lowercased() {
        case "title", "标题", "標題": title = title ?? value.asTitle(limit: TitleFinder.limit)
        case "author", "authors", "creator", "作者": author = author ?? value.asTitle(limit: 1000)
        case "date", "published", "created", "revdate", "日期":
            dateSeconds = dateSeconds ?? DocumentDate.seconds(from: value)
        case "lang", "language", "语言", "語言": language = language ?? value.asTitle(limit: 40)
        case "tags", "tag", "keywords", "keyword", "categories", "category", "标签", "標籤", "关键词", "關鍵詞":
            addTags(Self.split(value).compactMap { $0.asTitle(limit: 100) })
        default: return false
        }
        return true
    }
}
