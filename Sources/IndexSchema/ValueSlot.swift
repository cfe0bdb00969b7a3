/// What sorting and ranges read, by the number of its slot. Numbers are in Xapian's sortable form.
package enum ValueSlot {
    /// The document's date in seconds since 1970-01-01T00:00:00Z; the file's modification when it has none.
    package static let date: UInt32 = 0
    /// The file's modification in seconds, with its fraction.
    package static let modified: UInt32 = 1
    /// The file's size in bytes.
    package static let size: UInt32 = 2
    /// The path's bytes, cut to `longestPathBytes`: enough to sort by.
    package static let path: UInt32 = 3

    /// What an update compares with the file: `FileFacts`. Nothing is searched or sorted by it.
    package static let facts: UInt32 = 4

    package static let longestPathBytes = 256
}
