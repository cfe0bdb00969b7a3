internal import Documents
internal import Encodings

/// What a format's reader may need beside the bytes.
struct ReadingContext {
    /// The file's name or path in bytes.
    var name: [UInt8]
    var hints: EncodingHints
    let limits: ExtractionLimits
    /// How many files this one lies in: 0 for a file in a folder.
    private(set) var depth = 0
    /// What may still be unpacked: one for a file and all that lie in it.
    let budget: UnpackBudget
    let decoder = TextDecoder()
    private let guesses = Guesses()

    /// How many small pieces of the file, with all that lie in it, may still be asked for their encoding.
    private final class Guesses {
        var left = 10_000
    }

    /// A piece is small when the asking costs far more than the reading.
    private static let smallBytes = 256

    init(name: [UInt8], hints: EncodingHints, limits: ExtractionLimits) {
        self.name = name
        self.hints = hints
        self.limits = limits
        budget = UnpackBudget(limitBytes: limits.unpackedBytes)
    }

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
        return Extractor(limits: limits).extract(bytes, in: inner, declared: declared)
    }

    /// The text of a part that has no name and no format of its own, such as a mail's header; nil when it is no text.
    ///
    /// A file may have a million small pieces, each with an encoding of its own. Those behind the first 10,000 are read as
    /// declared.
    func text(_ bytes: [UInt8], declared: String? = nil) -> [UInt8]? {
        if bytes.count < Self.smallBytes, !UTF8Validation.isValid(bytes) {
            guard guesses.left > 0 else { return declared.flatMap { decoder.decode(bytes, forcedTo: $0)?.text } }
            guesses.left -= 1
        }
        var hints = hints
        hints.mayWait = false
        guard case .text(let decoded) = decoder.decode(bytes, declared: declared, hints: hints) else { return nil }
        return decoded.text
    }
}
