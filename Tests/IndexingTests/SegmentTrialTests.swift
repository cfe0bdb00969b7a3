import Glibc
import IndexSchema
@testable import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct SegmentTrialTests {
    @Test func `tables of ours are those of the engine that is loaded`() throws {
        let method = try withTemporaryFolder { try SegmentTrial().method(scratch: $0) }
        #expect(method == .tables)
    }

    @Test func `an engine that was not tested writes itself`() throws {
        try withTemporaryFolder { folder in
            var trial = SegmentTrial()
            trial.version = "1.4.99"
            let reason = "tables have not been tested with libxapian 1.4.99"
            let method = try trial.method(scratch: folder)
            #expect(method == .engine(reason: reason))
            #expect(try names(in: folder) == [])
        }
    }

    @Test func `tables that differ in anything are not used`() throws {
        let changes: [(String, @Sendable (inout [AnalyzedDocument]) -> Void)] = [
            ("the statistics are", { $0[2].terms.append("新".utf8, frequency: 1) }),
            ("the postings of", { $0[2].terms.append("新".utf8, frequency: 0) }),
            ("the statistics are", { $0.removeLast() }),
            ("the values of slot 3", { $0[0].values[1].value = [1, 0] }),
            ("the data of document 1", { $0[0].data[8_000] ^= 1 }),
        ]
        for change in changes {
            try withTemporaryFolder { folder in
                var trial = SegmentTrial()
                let write = trial.write
                trial.write = { path, documents in
                    var documents = documents
                    change.1(&documents)
                    try write(path, documents)
                }
                guard case .engine(let reason) = try trial.method(scratch: folder) else {
                    Issue.record("nothing was noticed: \(change.0)")
                    return
                }
                let version = EngineVersion.loaded
                #expect(
                    reason.hasPrefix(
                        "tables written in a trial were not those of libxapian \(version): \(change.0)"), "\(reason)")
            }
        }
    }

    @Test func `a trial that fails means the engine, and a full disk is an error`() throws {
        try withTemporaryFolder { folder in
            var trial = SegmentTrial()
            trial.write = { path, _ in
                throw IndexError(kind: .damaged, action: .write, path: path, detail: "不对")
            }
            let method = try trial.method(scratch: folder)
            #expect(method == .engine(reason: "the trial of tables has failed: it is damaged (不对)"))
            try FileTree.remove(folder.appending("trial-engine"))
            trial.write = { _, _ in throw Errno.noSpace }
            #expect(throws: Errno.noSpace) { try trial.method(scratch: folder) }
        }
    }

    @Test(arguments: [.tables, .engine(reason: ""), .engine(reason: "因为: x")] as [BuildMethod])
    func `a method is told from its stored form`(_ method: BuildMethod) {
        #expect(BuildMethod(decoding: method.encoded) == method)
    }

    @Test(arguments: ["", "table", "engine", "engine:", "\u{FF}"])
    func `other bytes are no method`(_ text: String) {
        #expect(BuildMethod(decoding: Array(text.utf8)) == nil)
    }
}
