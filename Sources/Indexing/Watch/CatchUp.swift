internal import FileWatching

/// What has changed while a generation was made beside the live one: handed on in parts, and kept whole, because adopting
/// the generation may fail after some of it was applied.
struct CatchUp {
    /// All of it.
    private(set) var all: WatchBacklog
    /// What has not been handed on.
    private var rest: WatchBacklog

    /// - Parameters:
    ///   - touched: what is in the live generation already.
    ///   - backlog: what is not.
    init(touched: WatchBacklog, backlog: WatchBacklog) {
        all = touched
        all.add(backlog)
        rest = all
    }

    /// What is to be applied next, news included; nil when there is nothing more.
    mutating func next(_ news: FileChanges, lost: some Collection<[UInt8]>) -> UpdateScope? {
        all.add(news, lost: lost)
        rest.add(news, lost: lost)
        defer { rest = WatchBacklog() }
        return rest.isEmpty ? nil : rest.scope
    }
}
