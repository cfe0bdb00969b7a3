import Dispatch
import FileWatching
import Glibc
import IndexSchema
import SystemPackage
import TestSupport
import Testing
import XapianIndex

@testable import Indexing

struct IndexWatchTests {
    private func withWatch(_ body: (UpdateSample, RunningWatch) throws -> Void) throws {
        try withUpdateSample { sample in
            let watch = try RunningWatch(sample)
            try watch.waitForWatching()
            try body(sample, watch)
            if case .stopped = try watch.stop() {} else { Issue.record("it was to stop") }
            #expect(WatcherState.read(index: sample.index) == nil)
        }
    }

    @Test func `what is saved, moved or deleted is in the index a moment later`() throws {
        try withWatch { sample, watch in
            let changes: [(UpdateSample) throws -> Void] = [
                { try write("新来的老人。", to: $0.path("新.txt")) },
                { try write("老人走了。", to: $0.path("新.txt")) },
                { _ = rename($0.path("新.txt").string, $0.path("城/旧.txt").string) },
                { unlink($0.path("城/旧.txt").string) },
                { _ = rename($0.path("城").string, $0.path("乡").string) },
            ]
            for change in changes {
                let before = watch.updates.count
                try change(sample)
                try watch.wait("it is noticed") {
                    watch.updates.count > before && watch.watcherState?.activity == .watching
                }
                #expect(try sample.differences() == [])
            }
            #expect(watch.failures == [])
        }
    }

    @Test func `what changed while nobody watched is found at the beginning`() throws {
        try withUpdateSample { sample in
            try write("夜里写的。", to: sample.path("夜.txt"))
            let watch = try RunningWatch(sample)
            try watch.waitForWatching()
            #expect(watch.updates[0].addedCount == 1)
            #expect(try sample.differences() == [])
            try watch.stop()
        }
    }

    @Test func `a folder that is gone is waited for, and the others are kept fresh`() throws {
        try withUpdateSample { sample in
            let other = sample.folder.appending("other")
            try write("另一处的渡口。", to: other.appending("甲.txt"))
            let watch = try RunningWatch(sample, folders: [sample.docs, other])
            try watch.waitForWatching()
            let away = sample.folder.appending("away")
            #expect(rename(sample.docs.string, away.string) == 0)
            try watch.wait("the folder is missed") { !watch.failures.isEmpty }
            #expect(watch.failures.first?.description.contains("nothing can be seen of its folder") == true)
            try write("另一处的木船。", to: other.appending("乙.txt"))
            try watch.wait("the other is fresh") { try IndexReader(path: sample.index).documentCount == 5 }
            #expect(watch.watcherState?.problems.count == 1)
            #expect(rename(away.string, sample.docs.string) == 0)
            try watch.wait("it is well again") { watch.watcherState?.activity == .watching }
            #expect(watch.watcherState?.problems == [])
            #expect(try IndexReader(path: sample.index).documentCount == 5)
            try watch.stop()
        }
    }

    @Test func `a folder that was emptied keeps its documents until something is in it again`() throws {
        try withWatch { sample, watch in
            for name in try FileTree.names(in: sample.docs) { try FileTree.remove(sample.docs.appending(name)) }
            try watch.wait("it is missed") { watch.watcherState?.activity == .waiting }
            #expect(try IndexReader(path: sample.index).documentCount == 3)
            try write("重新开始。", to: sample.path("始.txt"))
            try watch.wait("it is well again") { watch.watcherState?.activity == .watching }
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a file that is saved while many are read does not wait for all of them`() throws {
        try withUpdateSample { sample in
            var pace = IndexWatch.Pace()
            pace.turn = .milliseconds(50)
            let watch = try RunningWatch(sample, pace: pace)
            try watch.waitForWatching()
            sample.source.delay(microseconds: 40_000)
            for number in 0..<300 { try write("第\(number)号纸条，写得够长", to: sample.path("\(number).txt")) }
            // It comes last by its name, and is the smallest.
            try watch.wait("it reads") { watch.updates.contains { !$0.postponed.isEmpty } }
            try write("急件先到。", to: sample.path("急.txt"))
            let term = UniqueTerm.path(sample.path("急.txt").bytes)
            try watch.wait("it is found") { try IndexReader(path: sample.index).termFrequency(term) == 1 }
            #expect(try IndexReader(path: sample.index).documentCount < 304)
            sample.source.delay(microseconds: 0)
            try watch.waitForWatching()
            #expect(try sample.differences() == [])
            try watch.stop()
            #expect(watch.failures == [])
        }
    }

    @Test func `what no event tells is found when everything is compared from time to time`() throws {
        try withUpdateSample { sample in
            try write("原来的渡口。", to: sample.path("渡.txt"))
            let outside = sample.folder.appending("outside.txt")
            #expect(link(sample.path("渡.txt").string, outside.string) == 0)
            var pace = IndexWatch.Pace()
            pace.comparisonInterval = .milliseconds(300)
            let watch = try RunningWatch(sample, pace: pace)
            try watch.waitForWatching()
            try write("后来的木船。", to: outside)
            try watch.wait("it is found") { try sample.differences() == [] }
            try watch.stop()
        }
    }

    @Test func `a build is done beside what answers, when it is wished for`() throws {
        try withWatch { sample, watch in
            let before = try #require(try IndexStatus.read(sample.index).generation)
            watch.control.wish(.build)
            try watch.wait("it is built") { try IndexStatus.read(sample.index).generation == before + 1 }
            try watch.wait("it watches again") { watch.watcherState?.activity == .watching }
            try write("之后写的。", to: sample.path("后.txt"))
            try watch.wait("it is kept fresh") { try IndexReader(path: sample.index).documentCount == 4 }
            #expect(try sample.differences() == [])
        }
    }

    @Test func `what changes during a build is in the old generation, and in the new one before it is live`() throws {
        try withWatch { sample, watch in
            let live = try #require(try IndexStatus.read(sample.index).generation)
            for number in 0..<60 {
                try write("第\(number)篇。" + String(repeating: "很多字。", count: 500), to: sample.path("多/\(number).txt"))
            }
            try watch.wait("they are there") { try IndexReader(path: sample.index).documentCount == 63 }
            sample.source.delay(microseconds: 20_000)
            watch.control.wish(.build)
            try watch.wait("it builds") { watch.watcherState?.activity == .building }
            try write("建造时写的。", to: sample.path("时.txt"))
            unlink(sample.path("多/0.txt").string)
            let home = IndexFolder(path: sample.index)
            try watch.wait("it is told of both") {
                let reader = try IndexReader(path: sample.index)
                return try reader.termFrequency(Array("Q".utf8) + sample.path("时.txt").bytes) == 1
                    && reader.termFrequency(Array("Q".utf8) + sample.path("多/0.txt").bytes) == 0
            }
            #expect(try home.readStub() == .generation(live), "the build was too quick to tell")
            sample.source.delay(microseconds: 0)
            try watch.wait("it is built") { try home.readStub() == .generation(live + 1) }
            // At the first moment already.
            let reader = try IndexReader(path: sample.index)
            #expect(try reader.termFrequency(Array("Q".utf8) + sample.path("时.txt").bytes) == 1)
            #expect(try reader.termFrequency(Array("Q".utf8) + sample.path("多/0.txt").bytes) == 0)
            try watch.wait("it watches again") { watch.watcherState?.activity == .watching }
            #expect(try sample.differences() == [])
        }
    }

    @Test func `an index that has grown by updates is compacted, with what changed meanwhile`() throws {
        try withUpdateSample { sample in
            let live = try #require(try IndexStatus.read(sample.index).generation)
            let watch = try RunningWatch(sample, compactionGrowthPercent: 50)
            try watch.waitForWatching()
            try letGrow(sample, watch)
            #expect(try IndexStatus.read(sample.index).generation ?? 0 > live)
            try watch.wait("it watches again") { watch.watcherState?.activity == .watching }
            try watch.wait("nothing is missing") { try sample.differences() == [] }
            try watch.stop()
        }
    }

    /// Lets the index grow until the watch compacts it.
    private func letGrow(_ sample: UpdateSample, _ watch: RunningWatch) throws {
        for number in 0..<40 where !watch.updates.contains(where: \.isCompacted) {
            let before = watch.updates.count
            let text = "第\(number)稿。" + String(repeating: "写了又改。\(number)", count: 3000)
            try write(text, to: sample.path("稿\(number).txt"))
            try watch.wait("it is noticed") { watch.updates.count > before }
        }
        try watch.wait("it is compacted") { watch.updates.contains(where: \.isCompacted) }
    }

    @Test func `what is saved during a compaction is found at once, and stays`() throws {
        try withUpdateSample { sample in
            let mayGoOn = DispatchSemaphore(value: 0)
            let watch = try RunningWatch(
                sample, compactionGrowthPercent: 50,
                change: { build in
                    build.compact = { source, target in
                        // The watch joins the thread at its end, whatever becomes of the test.
                        _ = mayGoOn.wait(timeout: .now() + 60)
                        try Compaction.merge([source], into: target)
                    }
                })
            try watch.waitForWatching()
            let live = try #require(try IndexStatus.read(sample.index).generation)
            for number in 0..<40 where watch.watcherState?.activity != .building {
                let before = watch.updates.count
                let text = "第\(number)稿。" + String(repeating: "写了又改。\(number)", count: 3000)
                try write(text, to: sample.path("稿\(number).txt"))
                try watch.wait("it is noticed") { watch.updates.count > before }
            }
            try watch.wait("it compacts") { watch.watcherState?.activity == .building }
            try write("合并时写的。", to: sample.path("时.txt"))
            unlink(sample.path("山居.md").string)
            let home = IndexFolder(path: sample.index)
            for (name, count) in [("时.txt", 1), ("山居.md", 0)] {
                let term = UniqueTerm.path(sample.path(name).bytes)
                try watch.wait("it is told of \(name)") {
                    try IndexReader(path: home.generation(live)).termFrequency(term) == count
                }
            }
            mayGoOn.signal()
            try watch.wait("it is compacted") { watch.updates.contains(where: \.isCompacted) }
            try watch.wait("it watches again") { watch.watcherState?.activity == .watching }
            #expect(try home.readStub() == .generation(live + 1))
            #expect(try sample.differences() == [])
            try watch.stop()
        }
    }

    @Test func `a build that is asked for during a compaction is made after it`() throws {
        try withUpdateSample { sample in
            let watch = try RunningWatch(sample, compactionGrowthPercent: 50) { state, control in
                if state.activity == .building { control.wish(.build) }
            }
            try letGrow(sample, watch)
            try watch.wait("it is built") {
                watch.events.contains { if case .building = $0 { true } else { false } }
            }
            try watch.stop()
        }
    }

    /// A folder for the work of builds that cannot be removed until it is unmounted.
    private func placeObstacle(_ sample: UpdateSample) throws -> FilePath {
        let obstacle = IndexFolder(path: sample.index).scratch
        mkdir(obstacle.string, 0o700)
        guard mount("tmpfs", obstacle.string, "tmpfs", 0, "size=16k") == 0 else {
            try Test.cancel("mounting is not permitted here")
        }
        return obstacle
    }

    @Test(.enabled(if: getuid() == 0, "only root may mount"))
    func `a compaction that fails is told once, and tried again`() throws {
        try withUpdateSample { sample in
            let obstacle = try placeObstacle(sample)
            defer { umount2(obstacle.string, Int32(MNT_DETACH)) }
            var pace = IndexWatch.Pace()
            pace.compactionPause = .zero
            let watch = try RunningWatch(sample, pace: pace, compactionGrowthPercent: 1)
            try watch.waitForWatching()
            func change(_ number: Int) throws {
                let before = watch.updates.count
                try write(String(repeating: "写了又改。\(number)", count: 9000), to: sample.path("稿\(number).txt"))
                try watch.wait("it is noticed") {
                    watch.updates.count > before && watch.watcherState?.activity == .watching
                }
            }
            for number in 0..<20 where watch.failures.isEmpty { try change(number) }
            for number in 20..<24 { try change(number) }
            #expect(watch.failures == [.writing(index: sample.index, .fileExists)])
            #expect(umount2(obstacle.string, 0) == 0)
            try change(24)
            try watch.wait("it is compacted") { watch.updates.contains(where: \.isCompacted) }
            try watch.stop()
        }
    }

    @Test func `while a build that is asked for cannot be made, what is saved is found all the same`() throws {
        try withUpdateSample { sample in
            let obstacle = try placeObstacle(sample)
            defer { umount2(obstacle.string, Int32(MNT_DETACH)) }
            let live = try #require(try IndexStatus.read(sample.index).generation)
            let watch = try RunningWatch(sample)
            try watch.waitForWatching()
            watch.control.wish(.build)
            // The pauses between the attempts have grown by then.
            try watch.wait("it fails") { watch.failures.count == 4 }
            #expect(watch.watcherState?.problems == ["cannot write index '\(sample.index)': File exists"])
            let failureCount = watch.failures.count
            try write("照样找得到。", to: sample.path("新.txt"))
            try watch.wait("it is found") { try IndexReader(path: sample.index).documentCount == 4 }
            #expect(watch.failures.count == failureCount)
            #expect(watch.watcherState?.problems.count == 1)
            #expect(umount2(obstacle.string, 0) == 0)
            // Who asks again need not wait for the next attempt.
            watch.control.wish(.build)
            try watch.wait("it is built") { try IndexStatus.read(sample.index).generation == live + 1 }
            try watch.wait("it is well again") { watch.watcherState?.activity == .watching }
            #expect(watch.watcherState?.problems == [])
            try watch.stop()
        }
    }

    @Test func `a build that is asked for twice is made once, and updates go on`() throws {
        try withUpdateSample { sample in
            let watch = try RunningWatch(sample)
            try watch.waitForWatching()
            sample.source.delay(microseconds: 400_000)
            watch.control.wish(.build)
            try watch.wait("it builds") { watch.watcherState?.activity == .building }
            watch.control.wish(.build)
            unlink(sample.path("山居.md").string)
            let live = try #require(try IndexStatus.read(sample.index).generation)
            try watch.wait("it is told") {
                try IndexReader(path: sample.index.appending(IndexLayout.generationName(live))).documentCount == 2
            }
            sample.source.delay(microseconds: 0)
            try watch.wait("it is built") { try IndexStatus.read(sample.index).generation == live + 1 }
            try watch.wait("it watches again") { watch.watcherState?.activity == .watching }
            #expect(watch.events.count { if case .building = $0 { true } else { false } } == 1)
            try watch.stop()
        }
    }

    @Test func `a build that is asked for outlives a reload`() throws {
        try withUpdateSample { sample in
            let watch = try RunningWatch(sample) { state, control in
                switch state.activity {
                case .watching: control.wish(.build)
                case .building: control.wish(.reload)
                default: break
                }
            }
            if case .mustReload = try watch.end() {} else { Issue.record("it was to reload") }
            #expect(watch.control.take(.build))
        }
    }

    @Test func `an index that is damaged is built anew`() throws {
        try withWatch { sample, watch in
            let live = try #require(try IndexStatus.read(sample.index).generation)
            let table = sample.index.appending(IndexLayout.generationName(live)).appending("postlist.glass")
            var status = stat()
            #expect(stat(table.string, &status) == 0)
            try write([UInt8](repeating: 0x5A, count: Int(status.st_size)), to: table)
            sample.source.delay(microseconds: 1_500_000)
            try write("坏了以后。", to: sample.path("坏.txt"))
            let home = IndexFolder(path: sample.index)
            try watch.wait("it builds") { watch.watcherState?.activity == .building }
            // It rests meanwhile, also when the update that failed would be tried again.
            usleep(1_200_000)
            let before = try #require(watch.control.pulse?.loop[0])
            usleep(200_000)
            #expect(try #require(watch.control.pulse?.loop[0]) < before + 10)
            sample.source.delay(microseconds: 0)
            try watch.wait("it is built anew") { try home.readStub() == .generation(live + 1) }
            try watch.wait("it watches again") { watch.watcherState?.activity == .watching }
            #expect(!watch.failures.isEmpty)
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a watch that is woken shows that it is alive, and so does a build beside it`() throws {
        try withWatch { sample, watch in
            var last = try #require(watch.control.pulse)
            #expect(last.build == nil)
            for _ in 0..<3 {
                watch.control.wake()
                try watch.wait("it turns") { watch.control.pulse?.loop != last.loop }
                last = try #require(watch.control.pulse)
            }
            sample.source.delay(microseconds: 300_000)
            watch.control.wish(.build)
            var numbers: Set<[Int]> = []
            try watch.wait("the build goes on") {
                if let build = watch.control.pulse?.build { numbers.insert(build) }
                return numbers.count > 2
            }
            sample.source.delay(microseconds: 0)
            try watch.wait("it is done") { watch.updates.contains { $0.rebuildReason != nil } }
        }
    }

    @Test func `a reload ends it, with the lock given back`() throws {
        try withUpdateSample { sample in
            let watch = try RunningWatch(sample)
            try watch.waitForWatching()
            #expect(throws: IndexingError.self) { try sample.update() }
            watch.control.wish(.reload)
            if case .mustReload = try watch.end() {} else { Issue.record("it was to reload") }
            try sample.update()
        }
    }
}
