import CLinux
import Foundation
import Glibc
import IndexSchema
import SystemPackage
import TestSupport
import Testing

struct WatcherStateTests {
    private let state = WatcherState(
        processID: 4711, activity: .waiting, backlog: 2, watchedFolders: 3, unwatchedFolders: 4, problems: ["cannot 甲"],
        documents: 5, updatedSeconds: 6, writtenSeconds: 7)

    /// Calls the body while the writer's lock of an index is held in the name of a process.
    private func withLock(_ index: FilePath, holder: String, _ body: () throws -> Void) throws {
        try write(holder, to: index.appending("writer.lock"))
        let file = try FileDescriptor.open(index.appending("writer.lock"), .readWrite)
        try file.closeAfter {
            #expect(clinux_lock(file.rawValue) == 0)
            try body()
        }
    }

    @Test func `what a process says is read while it has the lock, and no longer`() throws {
        try withTemporaryFolder { index in
            try withLock(index, holder: "4711 sou-index watch\n") {
                #expect(WatcherState.read(index: index) == nil)
                try state.write(index: index)
                #expect(WatcherState.read(index: index) == state)
            }
            // It was killed: its file and its text in the lock are still there.
            #expect(WatcherState.read(index: index) == nil)
            #expect(try read(WatcherState.path(index)).isEmpty == false)
        }
    }

    // Process numbers are used again, after a restart of the machine soon.
    @Test(arguments: ["4712 sou-index build\n", "47110 sou-index watch\n", ""])
    func `a lock of another process is none of the one that was killed`(holder: String) throws {
        try withTemporaryFolder { index in
            try state.write(index: index)
            try withLock(index, holder: holder) { #expect(WatcherState.read(index: index) == nil) }
        }
    }

    @Test(arguments: ["", "{", "[]", #"{"pid":4711}"#])
    func `a file that says nothing counts for nothing`(text: String) throws {
        try withTemporaryFolder { index in
            try withLock(index, holder: "4711 sou-index watch\n") {
                try write(text, to: WatcherState.path(index))
                #expect(WatcherState.read(index: index) == nil)
            }
        }
    }

    @Test func `the file is JSON, and goes without leaving anything`() throws {
        try withTemporaryFolder { index in
            try state.write(index: index)
            #expect(
                String(decoding: try read(WatcherState.path(index)), as: UTF8.self)
                    == #"{"backlog":2,"documents":5,"pid":4711,"problems":["cannot 甲"],"state":"waiting","#
                    + #""unwatched_folders":4,"updated":6,"watched_folders":3,"written":7}"#)
            WatcherState.remove(index: index)
            #expect(try FileManager.default.contentsOfDirectory(atPath: index.string).isEmpty)
        }
    }

    @Test func `a link in its place is not followed`() throws {
        try withTemporaryFolder { folder in
            let (index, other) = (folder.appending("index"), folder.appending("other"))
            try write("重要", to: other)
            #expect(mkdir(index.string, 0o700) == 0)
            #expect(symlink(other.string, WatcherState.path(index).string + ".new") == 0)
            try state.write(index: index)
            #expect(try read(other) == Array("重要".utf8))
            #expect(try read(WatcherState.path(index)).first == UInt8(ascii: "{"))
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func `what root writes belongs to the owner of the index, as whom the daemon reads it`() throws {
        try withTemporaryFolder { index in
            #expect(chown(index.string, 4242, 4243) == 0)
            try state.write(index: index)
            var status = stat()
            #expect(stat(WatcherState.path(index).string, &status) == 0)
            #expect(status.st_uid == 4242 && status.st_gid == 4243)
        }
    }
}
