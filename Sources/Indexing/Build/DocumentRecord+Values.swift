internal import IndexSchema
internal import XapianIndex

extension DocumentRecord {
    /// The document's date, else its file's modification, in seconds since 1970-01-01T00:00:00Z.
    var sortedDateSeconds: Int64 { dateSeconds ?? modifiedNanoseconds / 1_000_000_000 }

    /// The document's values, which all follow from its record.
    var values: [(slot: UInt32, value: [UInt8])] {
        [
            (ValueSlot.date, SortableNumber.bytes(Double(sortedDateSeconds))),
            (ValueSlot.modified, SortableNumber.bytes(Double(modifiedNanoseconds) / 1e9)),
            (ValueSlot.size, SortableNumber.bytes(Double(sizeBytes))),
            (ValueSlot.path, Array(path.prefix(ValueSlot.longestPathBytes))),
        ]
    }
}
