import FileWatching
import Testing

@testable import Indexing

struct WatchBacklogTests {
    private func bytes(_ path: String) -> [UInt8] { Array(path.utf8) }

    private func add(_ path: String, to backlog: inout WatchBacklog) {
        var changes = FileChanges()
        changes.paths = [bytes(path)]
        backlog.add(changes, lost: [])
    }

    /// As if an update had had no time for these.
    private func postpone(_ files: [[UInt8]], in backlog: inout WatchBacklog) {
        backlog.postpone(files, of: WatchBacklog())
    }

    @Test func `what is new and what was postponed have turns`() {
        var backlog = WatchBacklog()
        postpone(["/1", "/2"].map(bytes), in: &backlog)
        #expect(backlog.pathCount == 2)
        var turn = backlog.takeTurn()
        #expect(turn.scope == .paths(["/1", "/2"].map(bytes)))
        backlog.postpone([bytes("/2")], of: turn)
        for round in 0..<3 {
            add("/新\(round)", to: &backlog)
            turn = backlog.takeTurn()
            #expect(turn.scope == .paths([bytes("/新\(round)")]))
            turn = backlog.takeTurn()
            #expect(turn.scope == .paths([bytes("/2")]))
            backlog.postpone([bytes("/2")], of: turn)
        }
        #expect(backlog.takeTurn().scope == .paths([bytes("/2")]))
        #expect(backlog.isEmpty)
    }

    @Test func `what has waited longest is read before what was postponed later`() {
        var backlog = WatchBacklog()
        let files = (0..<WatchBacklog.mostPostponed + 5).map { bytes("/\($0)") }
        postpone(files, in: &backlog)
        var turn = backlog.takeTurn()
        #expect(turn.scope == .paths(Array(files.dropLast(5))))
        // Two of them there was no time for, and meanwhile others have come.
        let rest = [files[7], files[9]]
        backlog.postpone(rest, of: turn)
        postpone([bytes("/新")], in: &backlog)
        turn = backlog.takeTurn()
        #expect(turn.scope == .paths(rest))
        backlog.postpone([files[9]], of: turn)
        backlog.leaveOut(bytes("/无"), of: [bytes("/")])
        #expect(backlog.takeTurn().scope == .paths([files[9]]))
        #expect(backlog.takeTurn().scope == .paths(Array(files.suffix(5)) + [bytes("/新")]))
        #expect(backlog.isEmpty)
    }

    @Test func `what was postponed goes with everything`() {
        var backlog = WatchBacklog()
        postpone([bytes("/1")], in: &backlog)
        var everything = WatchBacklog(everything: true)
        everything.add(backlog)
        #expect(everything.takeTurn().scope == .everything)
        #expect(everything.isEmpty)
    }

    @Test func `what was postponed in a folder that is gone waits for it`() {
        var backlog = WatchBacklog()
        postpone(["/甲/1", "/乙/1"].map(bytes), in: &backlog)
        backlog.leaveOut(bytes("/甲"), of: [bytes("/甲"), bytes("/乙")])
        #expect(backlog.scope == .paths([bytes("/乙/1")]))
    }
}
