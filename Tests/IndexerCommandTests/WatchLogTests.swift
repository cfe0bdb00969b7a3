import IndexSchema
import Testing

@testable import IndexerCommand

struct WatchLogTests {
    @Test(
        arguments: [
            (WatcherState.Activity.watching, 0, nil, [], "watching 12 folders, backlog 0"),
            (.building, 0, nil, [], "building, backlog 0"),
            (.updating, 3, 5, [], "updating, 5 documents, backlog 3, last update 1970-01-01 00:01:00 UTC"),
            (
                .waiting, 0, 1, ["cannot 甲", "cannot 乙"],
                "waiting, 1 document, backlog 0, last update 1970-01-01 00:01:00 UTC, cannot 甲"
            ),
            // A folder may have such a name, and a line of its own would be a message of its own.
            (.waiting, 0, nil, ["cannot '/a\nMAINPID=1'"], "waiting, backlog 0, cannot '/a\\x0aMAINPID=1'"),
        ] as [(WatcherState.Activity, Int, Int?, [String], String)])
    func `the status is one line`(
        activity: WatcherState.Activity, backlog: Int, documents: Int?, problems: [String], text: String
    ) {
        let state = WatcherState(
            processID: 1, activity: activity, backlog: backlog, watchedFolders: 12, problems: problems,
            documents: documents, updatedSeconds: documents.map { _ in 60 }, writtenSeconds: 61)
        #expect(WatchLog.status(state) == text)
    }
}
