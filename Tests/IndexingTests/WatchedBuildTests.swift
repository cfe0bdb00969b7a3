import Foundation
import Glibc
import IndexSchema
import SystemPackage
import TestSupport
import Testing
import XapianIndex

@testable import Indexing

struct WatchedBuildTests {
    @Test func `a generation that is only compacted is not taken for the build that was asked for`() throws {
        // This process takes the part of the watch, and is asked.
        let former = signal(SIGUSR1, SIG_IGN)
        defer { signal(SIGUSR1, former) }
        try withUpdateSample { sample in
            let home = IndexFolder(path: sample.index)
            let live = try #require(try IndexStatus.read(sample.index).generation)
            var writer = try IndexWriter(path: home.generation(live), opening: .existing)
            try writer.setMetadata(MetadataKey.builtSeconds, Array("1000".utf8))
            try writer.close()
            for next in [live + 1, live + 2] {
                try FileManager.default.copyItem(
                    atPath: home.generation(live).string, toPath: home.generation(next).string)
            }
            writer = try IndexWriter(path: home.generation(live + 2), opening: .existing)
            try writer.setMetadata(MetadataKey.builtSeconds, Array("1001".utf8))
            try writer.close()

            let lock = try WriterLock(home, command: IndexUpdate.watchCommand)
            let build = try #require(WatchedBuild(after: .locked(index: sample.index, holder: Self.name(of: getpid()))))
            var generations = [live + 1, live + 2]
            let status = try build.run {
                // What is thrown here would hide in the closure; the end then never comes, and the test stops it.
                guard !generations.isEmpty else { return true }
                return (try? home.makeLive(generations.removeFirst())) == nil
            }
            #expect(status.generation == live + 2)
            _ = consume lock
        }
    }

    private static func name(of process: Int32) -> String { "\(process) \(IndexUpdate.watchCommand)" }

    @Test func `a process that has the number of a watch that was killed is not asked`() throws {
        try withUpdateSample { sample in
            let home = IndexFolder(path: sample.index)
            // It would end of the signal.
            let other = try ChildProcess("/bin/sleep", ["60"], environment: [:], in: sample.folder)
            let name = Self.name(of: other.identifier)
            // Who has the lock now has not said so yet.
            let lock = try WriterLock(home, command: "sou-index build")
            for birth in ["", "\n", "\n1 0f4c\n", "\n\(try #require(ProcessBirth(of: getpid())).text)\n"] {
                try write(name + birth, to: home.lock)
                #expect(WatchedBuild(after: .locked(index: sample.index, holder: name)) == nil)
            }
            try write("\(name)\n\(try #require(ProcessBirth(of: other.identifier)).text)\n", to: home.lock)
            let build = try #require(WatchedBuild(after: .locked(index: sample.index, holder: name)))
            other.send(SIGKILL)
            _ = try other.wait()
            #expect(throws: IndexingError.watchEnded(other.identifier)) { try build.run { false } }
            _ = consume lock
        }
    }
}
