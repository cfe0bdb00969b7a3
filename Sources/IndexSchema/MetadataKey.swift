/// What an index says of itself, in the engine's user metadata. Every value is text.
package enum MetadataKey {
    /// The number of the format that `index/FORMAT.md` describes.
    package static let format = "sou.format"
    /// The analyzer's fingerprint.
    package static let fingerprint = "sou.fingerprint"
    /// When this generation was built, in seconds since 1970-01-01T00:00:00Z.
    package static let builtSeconds = "sou.built"
    /// When documents last changed, likewise.
    package static let committedSeconds = "sou.committed"
    /// The folders that are indexed: a JSON array of percent-encoded absolute paths.
    package static let folders = "sou.folders"
    /// Who wrote the generation's tables when it was built; see `FORMAT.md`.
    package static let builtBy = "sou.built-by"
    /// How many bytes of extracted text the documents have in all.
    package static let textBytes = "sou.text-bytes"
    /// The bytes that the generation had when it was built or compacted, before updates.
    package static let compactBytes = "sou.compact-bytes"
    /// The name of the settings under which the files were read; see `FORMAT.md`.
    package static let reading = "sou.reading"
}

/// The formats of the index that this build knows.
package enum IndexFormat {
    /// What this build writes.
    package static let current = 5
    /// What it reads.
    package static let readable = 5...5
    /// The same for people: `3`, or `3–4`.
    package static var readableText: String {
        readable.count == 1 ? "\(current)" : "\(readable.lowerBound)–\(readable.upperBound)"
    }
}
