internal import Analysis

/// What fields are to a plan: places to look in, or filters.
extension QueryField {
    var scope: QueryPlan.Scope {
        switch self {
        case .title: .title
        case .author: .author
        case .path: .path
        case .tag, .type, .fileExtension, .language: .text
        }
    }

    /// Its values are compared as a whole by the index alone, and never looked for in a text.
    var isDecidedByIndex: Bool {
        switch self {
        case .tag, .type, .fileExtension, .language: true
        case .title, .author, .path: false
        }
    }

    /// A document has no two values of it.
    var hasOneValue: Bool {
        switch self {
        case .type, .fileExtension, .language: true
        case .title, .author, .path, .tag: false
        }
    }

    /// The filter for a value; nil when its words are looked for instead, or when nothing is left of it.
    func filter(_ leaf: QueryTree, _ typed: String, _ analyzer: QueryAnalyzer) -> Filter? {
        if self == .path { return folder(leaf, typed) }
        guard isDecidedByIndex else { return nil }
        // As the index has them.
        let value = analyzer.folded(typed).filter { $0 >= 0x20 }
        func filter(_ kind: ([UInt8]) -> Filter, _ value: some Sequence<UInt8>) -> Filter? {
            let bytes = Array(value)
            return bytes.isEmpty ? nil : kind(bytes)
        }
        switch self {
        case .tag:
            return filter(Filter.tag, value)
        case .type:
            // The parser took the star of `text/*` for one behind a word.
            if case .prefix = leaf, value.last == UInt8(ascii: "/") {
                return filter(Filter.mediaType, value + [UInt8(ascii: "*")])
            }
            return filter(Filter.mediaType, value)
        case .fileExtension:
            return filter(Filter.fileExtension, value.drop { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "*") })
        case .language:
            return filter(Filter.language, value.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 })
        case .title, .author, .path:
            return nil
        }
    }

    /// An absolute path is a file, or the folder that a file is in; `~` means nothing to a daemon, which has other homes
    /// than the person who asks.
    private func folder(_ leaf: QueryTree, _ typed: String) -> Filter? {
        guard typed.hasPrefix("/") else { return nil }
        // `/srv/*` is all below the folder, but `/srv/do*` begins a name.
        if case .prefix = leaf, !typed.hasSuffix("/") { return nil }
        var path = Array(typed.utf8)
        while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
        return .folder(path)
    }
}
