/// Why a search could not be answered.
package enum SearchError: Error, Hashable, Sendable {
    /// There is no index yet in the folder.
    case noIndex(path: String)
    /// The index was written by another analyzer or in another format; its answers would be silently wrong.
    case incompatibleIndex(path: String, detail: String)
    /// The index cannot be read: damaged, or a condition of the machine.
    case unreadableIndex(path: String, detail: String)
    /// The document is not in the index.
    case notIndexed(path: String)
    /// More requests are waiting than the queue takes.
    case busy(waiting: Int)
    /// The deadline passed before there was anything to answer with.
    case deadlinePassed
    /// The service is draining and takes no more work.
    case shuttingDown

    /// What to do about it, when something can be done.
    package var remedy: String? {
        switch self {
        case .noIndex: "run 'sou-index build FOLDER'"
        case .incompatibleIndex: "run 'sou-index build'"
        case .unreadableIndex: "run 'sou-index check'"
        case .notIndexed: "run 'sou-index update', or see why with 'sou-index explain FILE'"
        case .busy, .shuttingDown: "try again in a moment"
        case .deadlinePassed: "ask for something more specific, or raise deadline_ms in the configuration"
        }
    }
}

extension SearchError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noIndex(let path): "cannot search: there is no index in '\(path)' yet"
        case .incompatibleIndex(let path, let detail): "cannot search the index '\(path)': \(detail)"
        case .unreadableIndex(let path, let detail): "cannot read the index '\(path)': \(detail)"
        case .notIndexed(let path):
            "cannot find documents like '\(path.count <= 1000 ? path : path.prefix(1000) + "…")': it is not in the index"
        case .busy(let waiting): "cannot take another search: \(waiting) are waiting already"
        case .deadlinePassed: "cannot answer in time: the deadline passed"
        case .shuttingDown: "cannot take another search: the daemon is stopping"
        }
    }
}
