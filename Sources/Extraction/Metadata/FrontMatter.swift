internal import Yams

/// The YAML between `---` lines, or the TOML between `+++` lines, at the start of a file: what the file says about itself.
struct FrontMatter {
    let metadata: DocumentMetadata
    /// Where the body begins.
    let bodyOffset: Int
    /// Lines of the file before the body.
    let lineCount: Int

    /// What a file's first lines are.
    enum Reading {
        case absent
        case present(FrontMatter)
        /// Between the `---` lines stands something that is not read; it is text then. A sentence says why.
        case unreadable(notice: String)
    }

    /// Bytes of front matter that are read; real ones have some hundreds.
    private static let limitBytes = 65_536

    /// Reads the front matter of a file whose lines end with "\n".
    static func read(_ text: [UInt8]) -> Reading {
        if let (toml, bodyOffset) = fences(text, mark: "+++") {
            if toml.count > limitBytes { return unreadable("it is longer than 64 KiB") }
            guard let metadata = TOMLFrontMatter.metadata(of: String(decoding: text[toml], as: UTF8.self)) else {
                return unreadable("it is not valid TOML")
            }
            let lineCount = text[..<bodyOffset].count { $0 == 0x0A }
            return .present(FrontMatter(metadata: metadata, bodyOffset: bodyOffset, lineCount: lineCount))
        }
        guard let (yaml, bodyOffset) = fences(text, mark: "---") else { return .absent }
        let block = String(decoding: text[yaml], as: UTF8.self)
        if yaml.count > limitBytes { return unreadable("it is longer than 64 KiB") }
        if let trait = YAMLTrait(of: text[yaml]) { return unreadable(trait.rawValue) }
        do {
            switch try Yams.compose(yaml: block) {
            case .mapping(let mapping):
                let lineCount = text[..<bodyOffset].count { $0 == 0x0A }
                return .present(
                    FrontMatter(metadata: metadata(mapping), bodyOffset: bodyOffset, lineCount: lineCount))
            case nil where block.allSatisfy(\.isWhitespace):
                let lineCount = text[..<bodyOffset].count { $0 == 0x0A }
                return .present(
                    FrontMatter(metadata: DocumentMetadata(), bodyOffset: bodyOffset, lineCount: lineCount))
            default:
                // A rule, some text and another rule: an ordinary way to begin a text, and no mistake.
                return .absent
            }
        } catch {
            return unreadable("it is not valid YAML")
        }
    }

    private static func unreadable(_ cause: String) -> Reading {
        .unreadable(notice: "cannot read the front matter: \(cause); it is searched as text")
    }

    /// The bytes between the first line, `---`, and the next line that is so too, or `...` in YAML, and where the line after that
    /// begins. Nil when either is missing.
    private static func fences(_ text: [UInt8], mark: String) -> (content: Range<Int>, bodyOffset: Int)? {
        guard text.starts(with: mark.utf8) else { return nil }
        var start = 0
        var yamlStart: Int?
        while start < text.count {
            let end = text.firstOffset(of: 0x0A, from: start) ?? text.count
            let line = text[start..<end]
            let isBlankAfterMark = line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
            let isRule = line.starts(with: mark.utf8) && isBlankAfterMark
            if let yamlStart {
                if isRule || mark == "---" && line.starts(with: "...".utf8) && isBlankAfterMark {
                    return (yamlStart..<start, min(end + 1, text.count))
                }
            } else if isRule {
                yamlStart = end + 1
            } else {
                return nil
            }
            // Without an end in sight this is no front matter, and each line need not be looked at.
            if start > limitBytes * 2 { return nil }
            start = end + 1
        }
        return nil
    }

    private static func metadata(_ mapping: Node.Mapping) -> DocumentMetadata {
        var metadata = DocumentMetadata()
        func first<Value>(_ keys: [String], _ read: (Node) -> Value?) -> Value? {
            for key in keys {
                if let node = mapping[Node(key)], let value = read(node) { return value }
            }
            return nil
        }
        metadata.title = first(["title"], text)?.asTitle(limit: TitleFinder.limit)
        metadata.author = first(["author", "authors"], names)
        metadata.dateSeconds = first(["date", "published", "created"]) { text($0).flatMap(DocumentDate.seconds) }
        metadata.language = first(["lang", "language"], text)
        for key in ["tags", "tag", "categories", "category", "keywords"] {
            if let node = mapping[Node(key)] { metadata.addTags(list(node)) }
        }
        return metadata
    }

    /// A scalar as it is written, whatever type YAML gives it; nil for null and for what is blank.
    private static func text(_ node: Node) -> String? {
        guard case .scalar(let scalar) = node else { return nil }
        if scalar.style == .plain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return nil }
        let text = scalar.string.trimmed
        return text.isEmpty ? nil : text
    }

    /// `author: 雷军`, `authors: [雷军, 林斌]`, or mappings that have a `name`.
    private static func names(_ node: Node) -> String? {
        switch node {
        case .scalar: text(node)
        case .mapping(let mapping): mapping[Node("name")].flatMap(text)
        case .sequence(let sequence): sequence.compactMap(names).joined(separator: ", ").asTitle(limit: 1000)
        case .alias: nil
        }
    }

    /// Hexo writes categories as lists in lists; they are one list here.
    private static func list(_ node: Node) -> [String] {
        switch node {
        case .scalar: text(node).map(DocumentMetadata.split) ?? []
        case .sequence(let sequence): sequence.flatMap { text($0).map { [$0] } ?? list($0) }
        case .mapping, .alias: []
        }
    }
}
