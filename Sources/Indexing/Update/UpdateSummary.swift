package import FileWatching

/// What an update did.
package struct UpdateSummary: Hashable, Sendable {
    /// The number of the live generation.
    package var generation: Int
    /// The documents of the whole index.
    package var documentCount: Int
    package var addedCount = 0
    package var changedCount = 0
    package var removedCount = 0
    /// Files that were found under another path, and not read again.
    package var movedCount = 0
    /// The bytes of the files that were read and became documents.
    package var fileByteCount = 0
    /// By path: what was looked at and could not be indexed. What is known for it and has not changed is not listed.
    package var skipped: [SkippedFile] = []
    /// By path.
    package var notices: [FileNotice] = []
    /// What was left out because the rules do not want it.
    package var ignored = ScanSummary.Ignored()
    /// Files that were not read, because there was no time left: for another update. In bytes.
    package var postponed: [[UInt8]] = []
    /// Folders where something was mounted that is not there now, in bytes, and how many documents of each stay.
    package var lostMounts: [[UInt8]: Int] = [:]
    /// Why the index was built anew, as the end of a sentence; nil when it was updated.
    package var rebuildReason: String?
    /// The room that updates had left in the index was given back.
    package var isCompacted = false
    package var seconds = 0.0

    package init(generation: Int, documentCount: Int) {
        self.generation = generation
        self.documentCount = documentCount
    }

    /// What a build in the place of an update did, or a compaction without a reason.
    init(_ build: BuildSummary, reason: String?) {
        self.init(generation: build.generation, documentCount: build.documentCount)
        seconds = build.seconds
        guard let reason else {
            isCompacted = true
            return
        }
        addedCount = build.documentCount
        fileByteCount = build.fileByteCount
        skipped = build.skipped
        notices = build.notices
        ignored = build.ignored
        rebuildReason = reason
    }
}
