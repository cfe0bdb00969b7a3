/// What a search prints.
enum OutputFormat: Hashable {
    case people
    /// The daemon's object as it came.
    case json
    /// A hit's object per line.
    case jsonLines
    /// The exact bytes of each path, and this byte.
    case paths(terminator: UInt8)
    /// The exact number of documents that match.
    case count
}
