import FileWatching
import Testing

@testable import Indexing

struct CatchUpTests {
    private func changes(_ paths: String...) -> FileChanges {
        var changes = FileChanges()
        changes.paths = paths.map { Array($0.utf8) }
        return changes
    }

    private func backlog(_ changes: FileChanges) -> WatchBacklog {
        var backlog = WatchBacklog()
        backlog.add(changes, lost: [])
        return backlog
    }

    /// The paths of a scope, in order.
    private func paths(_ scope: UpdateScope?) -> [String]? {
        guard case .paths(let paths)? = scope else { return nil }
        return paths.map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    @Test func `everything is handed on once, and what comes meanwhile after it`() {
        var catchUp = CatchUp(touched: backlog(changes("/a")), backlog: backlog(changes("/b")))
        #expect(paths(catchUp.next(changes("/c"), lost: [])) == ["/a", "/b", "/c"])
        #expect(paths(catchUp.next(changes("/d"), lost: [])) == ["/d"])
        #expect(catchUp.next(changes(), lost: []) == nil)
    }

    @Test func `what was handed on is kept, in case that it cannot be applied`() {
        var catchUp = CatchUp(touched: backlog(changes("/a")), backlog: WatchBacklog())
        _ = catchUp.next(changes("/b"), lost: [])
        _ = catchUp.next(changes("/c"), lost: [])
        #expect(paths(catchUp.all.scope) == ["/a", "/b", "/c"])
    }

    @Test func `after everything nothing is left but news`() {
        var catchUp = CatchUp(touched: WatchBacklog(), backlog: WatchBacklog(everything: true))
        #expect(catchUp.next(changes("/a"), lost: []) == .everything)
        #expect(catchUp.next(changes(), lost: []) == nil)
        #expect(catchUp.all.isEverything)
    }
}
