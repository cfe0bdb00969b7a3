import FileWatching
import Glibc
import SystemPackage
import TestSupport
import Testing

struct FolderWatcherTests {
    private func move(_ name: String, to other: String, in folder: FilePath) {
        #expect(rename(folder.appending(name).string, folder.appending(other).string) == 0)
    }

    @Test func `a file that is written, changed, moved and removed is told of each time`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("甲/a.txt"))
            let watched = try WatchedFolder(folder)
            try write("春眠不觉晓", to: folder.appending("甲/b.txt"))
            try watched.expect("甲/b.txt")
            watched.forget()
            try write("处处闻啼鸟", to: folder.appending("甲/a.txt"))
            try watched.expect("甲/a.txt")
            watched.forget()
            move("甲/a.txt", to: "c.txt", in: folder)
            try watched.expect("甲/a.txt", "c.txt")
            watched.forget()
            unlink(folder.appending("c.txt").string)
            try watched.expect("c.txt")
            #expect(watched.told == ["c.txt"])
            #expect(watched.reasons.isEmpty)
        }
    }

    @Test func `a changed permission and a second name of a file are told`() throws {
        try withTemporaryFolder { folder in
            try write("夜来风雨声", to: folder.appending("a.txt"))
            mkdir(folder.appending("b").string, 0o755)
            let watched = try WatchedFolder(folder)
            chmod(folder.appending("a.txt").string, 0o600)
            try watched.expect("a.txt")
            link(folder.appending("a.txt").string, folder.appending("b/a2.txt").string)
            try watched.expect("b/a2.txt")
        }
    }

    @Test func `a write under a hidden name is told when the file has others`() throws {
        try withTemporaryFolder { folder in
            try write("夜来风雨声", to: folder.appending("a.txt"))
            link(folder.appending("a.txt").string, folder.appending(".b").string)
            try write("花落知多少", to: folder.appending(".c"))
            let watched = try WatchedFolder(folder)
            try write("花落知多少", to: folder.appending(".c"))
            try write("春眠不觉晓", to: folder.appending(".b"))
            try watched.expect(".b")
        }
    }

    @Test func `a file that an editor puts in another's place is told at once`() throws {
        try withTemporaryFolder { folder in
            try write("旧", to: folder.appending("a.txt"))
            var settings = WatchSettings.forTests
            settings.fileQuiet = .seconds(3600)
            settings.longestWriting = .seconds(3600)
            let watched = try WatchedFolder(folder, settings: settings)
            try write("新", to: folder.appending("a.txt~"))
            move("a.txt~", to: "a.txt", in: folder)
            try watched.expect("a.txt")
        }
    }

    @Test func `a file that stays open is told when it is quiet, or else now and then`() throws {
        try withTemporaryFolder { folder in
            let log = try FileDescriptor.open(
                folder.appending("a.log"), .writeOnly, options: .create, permissions: .ownerReadWrite)
            var settings = WatchSettings.forTests
            settings.longestWriting = .seconds(3600)
            let watched = try WatchedFolder(folder, settings: settings)
            try log.writeAll("花落知多少\n".utf8)
            try watched.expect("a.log")

            settings.fileQuiet = .seconds(3600)
            settings.longestWriting = .milliseconds(300)
            let steady = try WatchedFolder(folder, settings: settings)
            try steady.wait("a steady log", every: .milliseconds(5)) { watched in
                _ = try? log.writeAll("花落知多少\n".utf8)
                return watched.told.contains("a.log")
            }
            try log.close()
        }
    }

    @Test func `a file that is written to is not told before it is closed`() throws {
        try withTemporaryFolder { folder in
            var settings = WatchSettings.forTests
            settings.fileQuiet = .seconds(3600)
            settings.longestWriting = .seconds(3600)
            let watched = try WatchedFolder(folder, settings: settings)
            let file = try FileDescriptor.open(
                folder.appending("a.txt"), .writeOnly, options: .create, permissions: .ownerReadWrite)
            try file.writeAll("白日依山尽".utf8)
            try watched.settle()
            #expect(!watched.told.contains("a.txt"))
            try file.close()
            try watched.expect("a.txt")
        }
    }

    @Test func `what is in a new folder is watched, however soon it got there`() throws {
        try withTemporaryFolder { folder in
            let watched = try WatchedFolder(folder)
            try write("黄河入海流", to: folder.appending("a/b/c/d/e.txt"))
            try watched.expect("a")
            try watched.settle("a/b/c/d/f.txt")
            #expect(watched.watcher.status.watchedFolders == 5)
        }
    }

    @Test func `a folder that is renamed is told under both names, and watched under the new one`() throws {
        try withTemporaryFolder { folder in
            try write("欲穷千里目", to: folder.appending("a/b/c.txt"))
            mkdir(folder.appending("z").string, 0o755)
            let watched = try WatchedFolder(folder)
            move("a", to: "z/a2", in: folder)
            try watched.expect("a", "z/a2")
            try write("更上一层楼", to: folder.appending("z/a2/b/c.txt"))
            try watched.expect("z/a2/b/c.txt")
            #expect(watched.watcher.status.watchedFolders == 4)
        }
    }

    @Test func `a folder that is moved in is watched, and one that is moved out is not any more`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("inside/a/b.txt"))
            try write("", to: folder.appending("outside/c/d.txt"))
            let watched = try WatchedFolder(folder, roots: ["inside"])
            move("inside/a", to: "outside/a", in: folder)
            move("outside/c", to: "inside/c", in: folder)
            try watched.expect("inside/a", "inside/c")
            watched.forget()
            try write("红豆生南国", to: folder.appending("outside/a/b.txt"))
            try watched.settle("inside/c/e.txt")
            #expect(watched.told == [])
            #expect(watched.watcher.status.watchedFolders == 2)
        }
    }

    @Test func `a folder that is removed is told, and one of its name is watched again`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/b/c.txt"))
            let watched = try WatchedFolder(folder)
            try removeFolder(folder.appending("a"))
            try watched.expect("a")
            watched.forget()
            try write("春来发几枝", to: folder.appending("a/d.txt"))
            try watched.expect("a")
            try watched.settle("a/d.txt")
            #expect(watched.watcher.status.watchedFolders == 2)
        }
    }

    @Test func `what the rules leave out is not watched`() throws {
        try withTemporaryFolder { folder in
            for name in [".git/a", "b/node_modules/c/d", "e/f", "index/gen/g"] {
                try write("", to: folder.appending(name))
            }
            try write("node_modules/\n", to: folder.appending("b/.souignore"))
            symlink("e", folder.appending("link").string)
            let watched = try WatchedFolder(folder, excluded: ["index"])
            #expect(watched.watcher.status.watchedFolders == 3)
            try write("愿君多采撷", to: folder.appending(".git/h"))
            try write("愿君多采撷", to: folder.appending(".hidden"))
            try write("此物最相思", to: folder.appending("index/gen/g"))
            try write("此物最相思", to: folder.appending("b/node_modules/c/d"))
            try watched.settle()
            #expect(watched.told == [])
        }
    }

    @Test func `the index's folder is not watched when it is made later, either`() throws {
        try withTemporaryFolder { folder in
            let watched = try WatchedFolder(folder, excluded: ["index"])
            try write("", to: folder.appending("index/gen/a"))
            try watched.expect("index")
            watched.forget()
            try write("独坐幽篁里", to: folder.appending("index/gen/a"))
            try watched.settle()
            #expect(watched.told == [])
            #expect(watched.watcher.status.watchedFolders == 1)
        }
    }

    @Test func `when a .souignore changes, its folder is told, and watched as it says now`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/b/c.txt"))
            try write("", to: folder.appending("a/d/e.txt"))
            let watched = try WatchedFolder(folder)
            try write("b/\n", to: folder.appending("a/.souignore"))
            try watched.expect("a")
            watched.forget()
            try write("弹琴复长啸", to: folder.appending("a/b/c.txt"))
            try watched.settle("a/d/e.txt")
            #expect(watched.told == [])
            unlink(folder.appending("a/.souignore").string)
            try watched.expect("a")
            try watched.settle("a/b/c.txt")
            #expect(watched.watcher.status.watchedFolders == 4)
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root can be another user"))
    func `a folder that may be entered again is told, and its times alone are no reason`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/b.txt"))
            chmod(folder.string, 0o777)
            // Swift's Glibc has no <sys/fsuid.h>. The watcher's thread inherits whom this one is.
            let symbol = try #require(dlsym(nil, "setfsuid"))
            let setFileSystemUser = unsafeBitCast(symbol, to: (@convention(c) (uid_t) -> CInt).self)
            _ = setFileSystemUser(65534)
            let watched = try WatchedFolder(folder)
            _ = setFileSystemUser(0)
            var times = [timespec(tv_sec: 1, tv_nsec: 2), timespec(tv_sec: 3, tv_nsec: 4)]
            utimensat(AT_FDCWD, folder.appending("a").string, &times, 0)
            try watched.settle()
            #expect(watched.told == [])
            chmod(folder.appending("a").string, 0o700)
            try watched.expect("a")
            watched.forget()
            chmod(folder.appending("a").string, 0o755)
            try watched.expect("a")
            try watched.settle("a/b.txt")
        }
    }

    @Test func `a name that is not UTF-8 keeps its bytes`() throws {
        try withTemporaryFolder { folder in
            let watcher = try FolderWatcher(
                folders: [FolderRules(path: Array(folder.string.utf8))], settings: .forTests)
            let path = Array(folder.string.utf8) + [0x2F, 0xC4, 0xFF, 0x0A]
            #expect(mkdir(path.map { CChar(bitPattern: $0) } + [0], 0o755) == 0)
            let changes = try watcher.next(until: .now + WatchedFolder.limit)
            #expect(changes.paths == [path])
        }
    }

    @Test func `a steady stream of changes is told before it ends`() throws {
        try withTemporaryFolder { folder in
            var settings = WatchSettings.forTests
            settings.quiet = .seconds(3600)
            let watched = try WatchedFolder(folder, settings: settings)
            var count = 0
            try watched.wait("one of many", every: .milliseconds(5)) { watched in
                count += 1
                _ = try? write("\(count)", to: folder.appending("\(count).txt"))
                return !watched.told.isEmpty
            }
            settings.longestWait = .seconds(3600)
            settings.batchPaths = 50
            let bounded = try WatchedFolder(folder, settings: settings)
            for number in 0..<50 { try write("", to: folder.appending("b\(number).txt")) }
            try bounded.wait("fifty files") { $0.told.count == 50 }
        }
    }

    @Test func `next returns when it is woken, and when the time is up`() throws {
        try withTemporaryFolder { folder in
            let watched = try WatchedFolder(folder)
            watched.watcher.wake()
            #expect(try watched.watcher.next(until: .now + WatchedFolder.limit).isEmpty)
            #expect(try watched.watcher.next(until: .now + .milliseconds(5)).isEmpty)
            #expect(try watched.watcher.next(until: .now - .seconds(5)).isEmpty)
        }
    }
}
