/// What an HTML element does to the text around and in it.
enum HTMLElementRole {
    /// Adds nothing: `<b>小</b>米` is 小米.
    case inline
    /// A blank line before and after.
    case block
    case heading
    /// A block whose white space counts.
    case preformatted
    /// A table cell.
    case cell
    /// Its content is not for reading, or not here.
    case silent
    /// `head`: silent but for what is in `title` and `meta`.
    case head
    case title
    case meta
    /// `html` and `body`: blocks that hide nothing, because pages hide their body until a script has run.
    case root

    /// The role of the element of that name, in lower case and ended by a NUL, as libxml2 has it.
    init(_ name: UnsafePointer<UInt8>) {
        self = Self.roles[Self.key(name)] ?? .inline
    }

    /// The first 8 bytes of a name: two lookups for each element of a book, and no strings made for them. Elements are
    /// told apart by so many.
    private static func key(_ name: UnsafePointer<UInt8>) -> UInt64 {
        var key: UInt64 = 0
        var index = 0
        while index < 8, name[index] != 0 {
            key = key << 8 | UInt64(name[index])
            index += 1
        }
        return key
    }

    private static let roles: [UInt64: HTMLElementRole] = {
        var roles: [String: HTMLElementRole] = ["head": .head, "title": .title, "meta": .meta]
        for name in ["html", "body"] { roles[name] = .root }
        for name in ["h1", "h2", "h3", "h4", "h5", "h6"] { roles[name] = .heading }
        for name in ["pre", "listing", "xmp", "textarea"] { roles[name] = .preformatted }
        for name in ["td", "th"] { roles[name] = .cell }
        let blocks = [
            "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "dialog", "dir",
            "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header", "hgroup",
            "hr", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "search", "section",
            "select", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
        ]
        for name in blocks { roles[name] = .block }
        // Fallbacks for readers without scripts or frames mostly ask to turn them on. The readings in `rt` would come
        // between the characters of a word: 漢字 with readings would not be found.
        let silent = ["script", "style", "template", "noscript", "noframes", "noembed", "iframe", "rt", "rp"]
        for name in silent { roles[name] = .silent }
        return Dictionary(
            uniqueKeysWithValues: roles.map { name, role in
                (Array(name.utf8 + [0]).withUnsafeBufferPointer { $0.baseAddress.map(key) ?? 0 }, role)
            })
    }()
}
