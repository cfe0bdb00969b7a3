package import Documents

/// What the extractor is asked for one file; the file itself goes with it as an open descriptor.
package struct ExtractionRequest: Sendable, Hashable {
    /// The file's path in bytes; it is never opened, only its name is read.
    package var name: [UInt8]
    package var hints: EncodingHints
    package var limits: ExtractionLimits

    package init(name: [UInt8], hints: EncodingHints = EncodingHints(), limits: ExtractionLimits = ExtractionLimits()) {
        self.name = name
        self.hints = hints
        self.limits = limits
    }
}
