/// Where a build's threads put their documents.
enum BuildSegments: Sendable {
    /// Tables of this program's.
    case tables(SharedSegments)
    /// What Xapian's API writes.
    case engine(SegmentList)
}
