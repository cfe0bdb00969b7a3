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

            let holder = "\(getpid()) \(IndexUpdate.watchCommand)"
            let build = try #require(WatchedBuild(after: .locked(index: sample.index, holder: holder)))
            var generations = [live + 1, live + 2]
            let status = try build.run {
                // What is thrown here would hide in the closure; the end then never comes, and the test stops it.
                guard !generations.isEmpty else { return true }
                return (try? home.makeLive(generations.removeFirst())) == nil
            }
            #expect(status.generation == live + 2)
        }
    }
}
