package import Documents

/// How much one file may take, whichever folder it is in.
package struct FileLimits: Sendable, Hashable {
    /// How long a file may be read, in seconds; then it is skipped.
    package var seconds: Int
    /// What the extractor is told.
    package var extraction: ExtractionLimits

    package init(seconds: Int, extraction: ExtractionLimits) {
        self.seconds = seconds
        self.extraction = extraction
    }
}
