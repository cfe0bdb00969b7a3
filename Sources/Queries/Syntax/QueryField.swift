/// A field that can be named before a colon to look for words in it. The raw value is the name.
package enum QueryField: String, CaseIterable, Sendable {
    case title, author, tag, path, type
    case fileExtension = "ext"
    case language = "lang"
}

/// A field that can be named before a colon to bound a number.
package enum RangeField: String, CaseIterable, Sendable {
    case date, size
}
