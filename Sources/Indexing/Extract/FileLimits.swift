package import Documents

/// How much one file may take, whichever folder it is in.
package struct FileLimits: Sendable, Hashable {
    /// How long a file may be read, in seconds; then it is skipped.
    package var seconds: Int
    /// What the terms of its text may take in memory while they are indexed; a text with more terms is cut.
    package var memoryBytes: Int
    /// What the extractor is told.
    package var extraction: ExtractionLimits

    package init(seconds: Int, memoryBytes: Int, extraction: ExtractionLimits) {
        self.seconds = seconds
        self.memoryBytes = memoryBytes
        self.extraction = extraction
    }
}
