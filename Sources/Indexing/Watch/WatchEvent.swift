package import FileWatching

/// What a watch has to tell, for the log.
package enum WatchEvent: Sendable {
    /// Folders are watched; how many, and what is wrong with that.
    case watching(WatchStatus)
    case updated(UpdateSummary)
    /// A generation is being built beside the live one; the end of a sentence that says why.
    case building(String)
    /// Something has to be compared entirely.
    case comparing(FileChanges.Comparison)
    /// Something could not be done, and will be tried again after so long; nil when an event will tell that it can be.
    case failed(IndexingError, retry: Duration?)
}
