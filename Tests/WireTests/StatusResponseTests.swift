import Foundation
import Testing
import Wire

struct StatusResponseTests {
    @Test func `a ready daemon says all it knows`() throws {
        try expect(
            StatusResponse(
                state: .ready, version: "0.1.0", index: "/var/lib/sou/index", documents: 20_000,
                textBytes: 101_000_000, indexBytes: 219_000_000, generation: 7, fingerprint: "1-72.1-abcd",
                lastCommit: "2026-11-21T09:00:00Z", uptimeSeconds: 12.5,
                watch: StatusResponse.Watch(
                    state: .waiting, processID: 4711, backlog: 5, watchedFolders: 12, unwatchedFolders: 3,
                    problems: ["cannot"], documents: 20_001, lastUpdate: "2026-11-21T09:00:01Z")),
            is: #"""
                {"documents":20000,"fingerprint":"1-72.1-abcd","generation":7,"index":"/var/lib/sou/index",
                "index_bytes":219000000,"last_commit":"2026-11-21T09:00:00Z","state":"ready","text_bytes":101000000,
                "uptime_seconds":12.5,"version":"0.1.0","watch":{"backlog":5,"documents":20001,"last_update":"2026-11-21T09:00:01Z",
                "pid":4711,"problems":["cannot"],"state":"waiting","unwatched_folders":3,"watched_folders":12}}
                """#)
    }

    @Test(arguments: [(StatusResponse.State.noIndex, "no-index"), (.unusable, "unusable")])
    func `a daemon that is not ready says why`(state: StatusResponse.State, name: String) throws {
        try expect(
            StatusResponse(state: state, problem: "cannot search", version: "1", index: "/i", uptimeSeconds: 1),
            is: #"{"index":"/i","problem":"cannot search","state":"\#(name)","uptime_seconds":1,"version":"1"}"#)
    }
}
