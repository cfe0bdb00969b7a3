/// What a document's fields must be, decided by the index alone. Texts are folded.
package enum Filter: Hashable, Sendable {
    case tag([UInt8])
    /// A whole MIME type (`text/markdown`), a main type (`text`, `text/*`), or a part of a subtype (`pdf`, `word`).
    case mediaType([UInt8])
    /// Without the dot.
    case fileExtension([UInt8])
    /// `zh` stands for `zh-cn` too.
    case language([UInt8])
    /// An absolute path: this file, or all below this folder; not folded, no slash at the end except for `/`.
    case folder([UInt8])
    /// Seconds since 1970-01-01T00:00:00Z.
    case date(NumberRange)
    /// Bytes.
    case size(NumberRange)
}

extension Filter: CustomStringConvertible {
    package var description: String {
        func named(_ name: String, _ value: [UInt8]) -> String {
            "\(name)=\(String(decoding: value, as: UTF8.self).onOneLine())"
        }
        return switch self {
        case .tag(let value): named("tag", value)
        case .mediaType(let value): named("type", value)
        case .fileExtension(let value): named("ext", value)
        case .language(let value): named("lang", value)
        case .folder(let value): named("folder", value)
        case .date(let range): "date=\(range)"
        case .size(let range): "size=\(range)"
        }
    }
}
