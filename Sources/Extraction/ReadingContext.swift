internal import Documents
internal import Encodings

/// What a format's reader may need beside the bytes.
struct ReadingContext {
    /// The file's name or path in bytes.
    var name: [UInt8]
    var hints: EncodingHints
    var limits: ExtractionLimits
    /// How many files this one lies in: 0 for a file in a folder.
    var depth = 0
    let decoder = TextDecoder()

    /// Reads a file that lies in this one, as if it lay in the folder.
    ///
    /// - Parameter declared: the encoding that its container names.
    func extract(inner bytes: [UInt8], name: [UInt8], declared: String? = nil) -> Extraction {
        guard depth < limits.nesting else {
            return .skipped(reason: "the file lies in more than \(limits.nesting) others")
        }
        var inner = self
        inner.name = name
        inner.depth += 1
        // Only a file of a folder can be left for later.
        inner.hints.mayWait = false
        return Extractor().extract(bytes, in: inner, declared: declared)
    }
}
