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

    @Test func `what is new and what was postponed have turns`() {
        var backlog = WatchBacklog()
        backlog.postpone(["/1", "/2"].map(bytes))
        #expect(backlog.pathCount == 2)
        #expect(backlog.takeTurn().scope == .paths(["/1", "/2"].map(bytes)))
        backlog.postpone([bytes("/2")])
        for round in 0..<3 {
            add("/新\(round)", to: &backlog)
            #expect(backlog.takeTurn().scope == .paths([bytes("/新\(round)")]))
            add("/又\(round)", to: &backlog)
            #expect(backlog.takeTurn().scope == .paths([bytes("/2")]))
            backlog.postpone([bytes("/2")])
            #expect(backlog.takeTurn().scope == .paths([bytes("/又\(round)")]))
            #expect(backlog.takeTurn().scope == .paths([bytes("/2")]))
            backlog.postpone([bytes("/2")])
        }
        _ = backlog.takeTurn()
        #expect(backlog.isEmpty)
    }

    @Test func `of what was postponed so many have a turn, those first that wait longest`() {
        var backlog = WatchBacklog()
        let files = (0..<WatchBacklog.mostPostponed + 5).map { bytes("/\($0)") }
        backlog.postpone(files)
        #expect(backlog.takeTurn().scope == .paths(Array(files.dropLast(5))))
        #expect(backlog.takeTurn().scope == .paths(Array(files.suffix(5))))
        #expect(backlog.isEmpty)
    }

    @Test func `what was postponed goes with everything, and stays beside a build`() {
        var backlog = WatchBacklog()
        backlog.postpone([bytes("/1")])
        backlog.buildReason = "it was asked for"
        let turn = backlog.takeTurn()
        #expect(backlog.isEmpty)
        #expect(turn.withoutBuild.scope == .paths([bytes("/1")]))
        var everything = WatchBacklog(everything: true, after: turn)
        #expect(everything.takeTurn().scope == .everything)
        #expect(everything.isEmpty)
    }

    @Test func `what was postponed in a folder that is gone waits for it`() {
        var backlog = WatchBacklog()
        backlog.postpone(["/甲/1", "/乙/1"].map(bytes))
        backlog.leaveOut(bytes("/甲"), of: [bytes("/甲"), bytes("/乙")])
        #expect(backlog.scope == .paths([bytes("/乙/1")]))
    }
}
