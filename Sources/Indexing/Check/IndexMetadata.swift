internal import IndexSchema
internal import XapianIndex

/// The metadata of an index as values; nil for each that is not there or not what it should be.
struct IndexMetadata {
    var format: Int?
    var fingerprint: String?
    var builtSeconds: Int64?
    var builtBy: BuildMethod?
    var committedSeconds: Int64?
    var folders: [[UInt8]]?
    var textByteCount: Int?
    var reading: [UInt8]?
    var compactByteCount: Int?

    init(_ reader: IndexReader) throws(IndexError) {
        func text(_ key: String) throws(IndexError) -> String? {
            try reader.metadata(key).flatMap { String(validating: $0, as: UTF8.self) }
        }
        format = try text(MetadataKey.format).flatMap { Int($0) }
        fingerprint = try text(MetadataKey.fingerprint)
        builtSeconds = try text(MetadataKey.builtSeconds).flatMap { Int64($0) }
        builtBy = try reader.metadata(MetadataKey.builtBy).flatMap { BuildMethod(decoding: $0) }
        committedSeconds = try text(MetadataKey.committedSeconds).flatMap { Int64($0) }
        folders = try reader.metadata(MetadataKey.folders).flatMap { FolderList.decoded($0) }
        textByteCount = try text(MetadataKey.textBytes).flatMap { Int($0) }
        compactByteCount = try text(MetadataKey.compactBytes).flatMap { Int($0) }
        reading = try reader.metadata(MetadataKey.reading)
    }

    /// The keys whose values are missing or unreadable.
    var unreadableKeys: [String] {
        let keys: [(String, Bool)] = [
            (MetadataKey.format, format != nil), (MetadataKey.fingerprint, fingerprint != nil),
            (MetadataKey.builtSeconds, builtSeconds != nil), (MetadataKey.committedSeconds, committedSeconds != nil),
            (MetadataKey.folders, folders != nil), (MetadataKey.textBytes, textByteCount != nil),
            (MetadataKey.reading, reading != nil),
        ]
        return keys.filter { !$0.1 }.map(\.0)
    }
}
