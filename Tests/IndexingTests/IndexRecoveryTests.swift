import Analysis
import Foundation
import Glibc
import IndexSchema
@testable import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

/// What a writer makes of what accidents have left.
struct IndexRecoveryTests {
    /// Builds the sample index and hands over its folder, whose generation is 1.
    private func withIndex(_ body: (IndexFolder, IndexBuild) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            let build = try makeBuild(index)
            _ = try build.run([docs])
            try body(IndexFolder(path: index), build)
        }
    }

    private func recover(_ home: IndexFolder) throws -> IndexFolder.Recovery {
        let lock = try WriterLock(home, command: "sou-index test")
        return try home.recover(holding: lock)
    }

    private func copyGeneration(to number: Int, in home: IndexFolder) throws {
        try FileManager.default.copyItem(atPath: home.generation(1).string, toPath: home.generation(number).string)
    }

    @Test func `nothing is written through a link that somebody has put in the folder`() throws {
        try withIndex { home, build in
            let other = home.path.removingLastComponent().appending("other")
            try write("不是你的", to: other)
            #expect(symlink(other.string, home.nextStub.string) == 0)
            #expect(try build.run([]).generation == 2)
            #expect(try home.readStub() == .generation(2))
            #expect(try String(contentsOfFile: other.string, encoding: .utf8) == "不是你的")

            #expect(unlink(home.lock.string) == 0)
            #expect(symlink(other.string, home.lock.string) == 0)
            #expect(throws: IndexingError.writing(index: home.path, .tooManySymbolicLinkLevels)) {
                try build.run([])
            }
            #expect(try String(contentsOfFile: other.string, encoding: .utf8) == "不是你的")
        }
    }

    @Test func `a sound index is left alone`() throws {
        try withIndex { home, _ in
            let recovery = try recover(home)
            #expect(recovery == IndexFolder.Recovery(live: 1, next: 2))
        }
    }

    @Test func `what a watch that was killed said of itself is taken away by the next writer`() throws {
        try withIndex { home, _ in
            let state = WatcherState.path(home.path)
            for name in [state.string, state.string + ".new"] { try write("{}", to: FilePath(name)) }
            _ = try WriterLock(home, command: "sou-index test")
            #expect(try home.names().filter { $0.hasPrefix(IndexLayout.watcherState) } == [])
        }
    }

    @Test(arguments: [
        "", "a", "auto gen-0000", "auto gen-000001", "auto gen-000009\u{0}\u{0}", "\u{0}\u{0}\u{0}",
        "auto gen-000007\n",
    ])
    func `a stub that is torn, or names what is not there, is written anew`(_ stub: String) throws {
        try withIndex { home, _ in
            try write(stub.utf8, to: home.stub)
            let recovery = try recover(home)
            #expect(recovery.live == 1)
            #expect(recovery.notices.count == 1)
            #expect(try home.readStub() == .generation(1))
            #expect(try frequency("山里", in: home.path) == 1)
        }
    }

    @Test func `a stub that is lost is written anew, for the newest generation that opens`() throws {
        try withIndex { home, _ in
            for number in 2...4 { try copyGeneration(to: number, in: home) }
            try home.remove(home.stub)
            // The newest has lost its most important file, and the next is no index at all.
            try home.remove(home.generation(4).appending("iamglass"))
            try write([], to: home.generation(3).appending("iamglass"))
            let recovery = try recover(home)
            #expect(recovery.live == 2)
            #expect(recovery.next == 3)
            #expect(
                recovery.notices == [
                    FileNotice(
                        path: home.stub.bytes, message: "it named no generation, and names generation 2 now")
                ])
            #expect(try names(in: home.path) == ["XAPIANDB", "gen-000002", "writer.lock"])
        }
    }

    @Test func `a live generation that does not open gives way to one that does`() throws {
        try withIndex { home, _ in
            try copyGeneration(to: 3, in: home)
            try home.remove(home.generation(1).appending("iamglass"))
            #expect(try recover(home).live == 3)
        }
    }

    @Test func `the only generation is never removed, whatever is wrong with it`() throws {
        try withIndex { home, _ in
            try home.remove(home.generation(1).appending("iamglass"))
            let recovery = try recover(home)
            #expect(recovery == IndexFolder.Recovery(live: 1, next: 2))
            #expect(try names(in: home.path) == ["XAPIANDB", "gen-000001", "writer.lock"])
        }
    }

    @Test(arguments: ["auto gen-000001\nauto gen-000002\n", "remote host:7001\n", "auto gen-00000x", "auto generation"])
    func `a stub that is not ours is refused`(_ stub: String) throws {
        try withIndex { home, _ in
            try write(stub.utf8, to: home.stub)
            #expect(throws: IndexingError.foreignStub(index: home.path)) { try recover(home) }
        }
    }

    @Test func `a build without folders goes on where the stub was torn`() throws {
        try withIndex { home, build in
            try write([], to: home.stub)
            let summary = try build.run([])
            #expect(summary.generation == 2)
            #expect(summary.documentCount == 3)
            #expect(summary.notices.map(\.message) == ["it named no generation, and names generation 1 now"])
        }
    }

    @Test func `a build without folders and without an index makes no folder`() throws {
        try withTemporaryFolder { folder in
            #expect(throws: IndexingError.noFolders) { try makeBuild(folder.appending("index")).run([]) }
            #expect(throws: IndexingError.noFolders) { try makeBuild(folder).run([]) }
            let left = try names(in: folder)
            #expect(left == [])
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root may mount"))
    func `what cannot be removed fails no build, and its number is not used again`() throws {
        try withIndex { home, build in
            // A mount point cannot be renamed or removed.
            let obstacle = home.generation(5)
            mkdir(obstacle.string, 0o700)
            guard mount("tmpfs", obstacle.string, "tmpfs", 0, "size=16k") == 0 else {
                try Test.cancel("mounting is not permitted here")
            }
            defer { umount2(obstacle.string, Int32(MNT_DETACH)) }
            let summary = try build.run([])
            #expect(summary.generation == 6)
            #expect(
                summary.notices.map(\.message)
                    == Array(
                        repeating:
                            "it is left over and cannot be removed (Device or resource busy); the next run tries again",
                        count: 2))
            #expect(try home.readStub() == .generation(6))
        }
    }

    @Test func `a writer that did not come to its end is known to the next, and once`() throws {
        try withIndex { home, build in
            #expect(try WriterLock.state(of: home) == .none)
            try write("4711 sou-index build\n".utf8, to: home.lock)
            #expect(try WriterLock.state(of: home) == .stopped("4711 sou-index build"))
            #expect(try IndexStatus.read(home.path).writer == .stopped("4711 sou-index build"))
            let audit = try IndexAudit.run(home.path, fingerprint: build.analyzer.fingerprint)
            #expect(audit.problems == [])
            #expect(audit.notices == ["process 4711 (sou-index build) was stopped before its end"])
            do {
                let lock = try WriterLock(home, command: "sou-index test")
                #expect(lock.stoppedHolder == "4711 sou-index build")
                #expect(try WriterLock.state(of: home) == .working("\(getpid()) sou-index test"))
            }
            #expect(try WriterLock.state(of: home) == .none)
            let next = try WriterLock(home, command: "sou-index test")
            #expect(next.stoppedHolder == nil)
        }
    }

    @Test func `a shorter text of the lock leaves nothing of a longer one`() throws {
        try withIndex { home, _ in
            try write("4711 sou-index check\n\(String(repeating: "4", count: 90))\n".utf8, to: home.lock)
            let lock = try WriterLock(home, command: "x")
            let birth = try #require(ProcessBirth(of: getpid())).text
            #expect(try read(home.lock) == Array("\(getpid()) x\n\(birth)\n".utf8))
            _ = consume lock
            #expect(try read(home.lock) == [])
        }
    }
}
