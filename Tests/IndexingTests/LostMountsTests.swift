import FileWatching
import Glibc
import IndexSchema
import SystemPackage
import TestSupport
import Testing
import XapianIndex

@testable import Indexing

struct LostMountsTests {
    /// What is lost when the documents in the folder `城` are gone.
    private func lost(
        _ sample: UpdateSample, found: [String] = [], folders: [FilePath: LostMounts.Folder]
    ) throws -> [[UInt8]: Int] {
        let known = try KnownFiles(all: IndexReader(path: sample.index))
        let found = try found.map { name in
            let facts = try #require(known.files[sample.path(name).bytes]?.facts)
            return ScannedFile(
                path: sample.path(name).bytes, sizeBytes: facts.sizeBytes,
                modifiedNanoseconds: facts.modifiedNanoseconds, inode: facts.inode, device: facts.device)
        }
        return LostMounts(
            ["城/河.html", "城/电车.txt"].map { sample.path($0).bytes }, found: found, known: known,
            roots: [sample.docs.bytes], folder: { folders[FilePath(bytes: $0)] }
        ).documentCounts
    }

    @Test func `a folder that is empty and on another device than what was in it is no deletion`() throws {
        try withUpdateSample { sample in
            var status = stat()
            #expect(stat(sample.docs.string, &status) == 0)
            let device = UInt64(status.st_dev)
            let city = sample.path("城")
            let elsewhere = LostMounts.Folder(device: device + 1, isEmpty: true)
            let own = LostMounts.Folder(device: device, isEmpty: true)
            let full = LostMounts.Folder(device: device + 1, isEmpty: false)
            let docs = LostMounts.Folder(device: device, isEmpty: false)
            let rows: [(found: [String], folders: [FilePath: LostMounts.Folder], lost: [[UInt8]: Int])] = [
                ([], [city: elsewhere], [city.bytes: 2]),
                ([], [city: own], [:]),
                ([], [city: full], [:]),
                // There is no folder any more.
                ([], [sample.docs: docs], [:]),
                // It went with the mount.
                ([], [sample.docs: elsewhere], [sample.docs.bytes: 2]),
                // The device has another number now, as it has for what is there.
                (["山居.md"], [city: elsewhere], [:]),
            ]
            for row in rows {
                let lost = try lost(sample, found: row.found, folders: row.folders)
                #expect(lost == row.lost)
            }
        }
    }

    /// Mounts a file system in the documents of a sample and lends its folder.
    private func withDisk(_ sample: UpdateSample, _ body: (FilePath) throws -> Void) throws {
        let disk = sample.path("盘")
        #expect(mkdir(disk.string, 0o700) == 0)
        guard Self.mount(disk) else {
            try Test.cancel("mounting is not permitted here")
        }
        defer { umount2(disk.string, Int32(MNT_DETACH)) }
        for name in ["甲.txt", "深/乙.txt"] { try write("\(name)在另一张盘上。", to: disk.pushing(FilePath(name))) }
        try body(disk)
    }

    private static func mount(_ disk: FilePath) -> Bool {
        Glibc.mount("tmpfs", disk.string, "tmpfs", 0, "size=1m") == 0
    }

    private func unmount(_ disk: FilePath) throws {
        try #require(umount2(disk.string, 0) == 0, "\(Errno(rawValue: errno))")
    }

    @Test func `what is on a disk that is not mounted stays, and is given up when that is said`() throws {
        try withUpdateSample { sample in
            try withDisk(sample) { disk in
                #expect(try sample.update().counts == [2, 0, 0, 0])
                try unmount(disk)
                for scope in [.everything, .paths([disk.bytes]), .paths([disk.appending("深").bytes])] as [UpdateScope] {
                    let summary = try sample.update(scope)
                    #expect(summary.counts == [0, 0, 0, 0])
                    #expect(summary.documentCount == 5)
                    #expect(summary.skipped.map(\.path) == [disk.bytes])
                }
                let sentence = try sample.update().skipped.map(\.reason)
                #expect(
                    sentence == [
                        "cannot update folder '\(disk)' of index '\(sample.index)': what was mounted there is not there "
                            + "now; its 2 documents stay; mount it, or, to give them up, stop the watch if one runs, and "
                            + "run 'sou-index update --allow-empty'"
                    ])
                #expect(try sample.update(allowsEmpty: true).counts == [0, 0, 2, 0])
                #expect(try sample.differences() == [])
            }
        }
    }

    @Test func `a build does not drop what is on a disk that is not mounted`() throws {
        try withUpdateSample { sample in
            try withDisk(sample) { disk in
                #expect(try sample.update().counts == [2, 0, 0, 0])
                try unmount(disk)
                var build = try makeBuild(sample.index)
                let reason = "what was mounted there is not there now"
                let refusal = IndexingError.wouldLose(index: sample.index, disk, reason: reason, documentCount: 2)
                for folders in [[], [sample.docs], [sample.docs, sample.path("城")]] {
                    #expect(throws: refusal) { try build.run(folders) }
                }
                #expect(
                    refusal.description == "cannot build index '\(sample.index)': nothing can be seen of its folder "
                        + "'\(disk)' (\(reason)), of which it has 2 documents; mount the folder, or, to give "
                        + "them up, stop the watch if one runs, and run 'sou-index build --allow-empty'")
                #expect(try IndexReader(path: sample.index).documentCount == 5)
                #expect(try names(in: sample.index) == ["XAPIANDB", "gen-000001", "writer.lock"])
                // Of other folders it has nothing.
                #expect(try makeBuild(sample.folder.appending("other")).run([sample.docs]).documentCount == 3)
                build.allowsEmpty = true
                #expect(try build.run([]).documentCount == 3)
                build.allowsEmpty = false
                #expect(try build.run([]).documentCount == 3)
            }
        }
    }

    @Test func `a watch that is asked to build waits for what is not mounted`() throws {
        try withUpdateSample { sample in
            try withDisk(sample) { disk in
                let watch = try RunningWatch(sample)
                try watch.waitForWatching()
                #expect(try IndexReader(path: sample.index).documentCount == 5)
                try unmount(disk)
                try watch.wait("it is missed") { watch.watcherState?.problems.count == 1 }
                watch.control.wish(.build)
                try watch.wait("it is not built") {
                    watch.failures.contains { if case .wouldLose = $0 { true } else { false } }
                }
                #expect(try IndexReader(path: sample.index).documentCount == 5)
                #expect(Self.mount(disk))
                try write("盘上只剩一张。", to: disk.appending("甲.txt"))
                try watch.wait("it is built") { watch.updates.contains { $0.rebuildReason != nil } }
                try watch.wait("it is well again") { watch.watcherState?.activity == .watching }
                #expect(watch.watcherState?.problems == [])
                #expect(try sample.differences() == [])
                try watch.stop()
            }
        }
    }

    @Test func `a watch waits for what is not mounted, and goes on with the rest`() throws {
        try withUpdateSample { sample in
            try withDisk(sample) { disk in
                let watch = try RunningWatch(sample)
                try watch.waitForWatching()
                try unmount(disk)
                try watch.wait("it is missed") { watch.watcherState?.problems.count == 1 }
                #expect(watch.failures == [.mountLost(index: sample.index, disk, documentCount: 2)])
                try write("别的照旧。", to: sample.path("旧.txt"))
                try watch.wait("the rest is fresh") { try IndexReader(path: sample.index).documentCount == 6 }
                #expect(Self.mount(disk))
                try write("盘上只剩一张。", to: disk.appending("甲.txt"))
                try watch.wait("it is well again") { watch.watcherState?.activity == .watching }
                #expect(watch.watcherState?.problems == [])
                #expect(try sample.differences() == [])
                try watch.stop()
            }
        }
    }
}
