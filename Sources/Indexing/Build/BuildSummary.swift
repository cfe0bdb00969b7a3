package import FileWatching

/// What a build did.
package struct BuildSummary: Hashable, Sendable {
    /// The number of the generation that is live now.
    package var generation: Int
    package var documentCount: Int
    /// The bytes of the files that became documents.
    package var fileByteCount: Int
    /// By path.
    package var skipped: [SkippedFile]
    /// By path.
    package var notices: [FileNotice]
    /// What was left out because the rules do not want it.
    package var ignored: ScanSummary.Ignored
    package var seconds: Double

    package init(
        generation: Int, documentCount: Int, fileByteCount: Int, skipped: [SkippedFile],
        notices: [FileNotice] = [], ignored: ScanSummary.Ignored = ScanSummary.Ignored(), seconds: Double
    ) {
        self.generation = generation
        self.documentCount = documentCount
        self.fileByteCount = fileByteCount
        self.skipped = skipped
        self.notices = notices
        self.ignored = ignored
        self.seconds = seconds
    }
}
