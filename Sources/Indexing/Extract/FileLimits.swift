package import Documents

/// How much one file may take; the configuration's `index.max_…` keys.
package struct FileLimits: Sendable, Hashable {
    /// Larger files are skipped.
    package var fileBytes: Int
    /// How long a file may be read, in seconds; then it is skipped.
    package var seconds: Int
    /// What the extractor is told.
    package var extraction: ExtractionLimits

    package init(fileBytes: Int, seconds: Int, extraction: ExtractionLimits) {
        self.fileBytes = fileBytes
        self.seconds = seconds
        self.extraction = extraction
    }
}
