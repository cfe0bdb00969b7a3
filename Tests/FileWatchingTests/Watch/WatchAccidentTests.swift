@testable import FileWatching
import Glibc
import SystemPackage
import TestSupport
import Testing

/// What no event tells, or what events cannot tell any more.
struct WatchAccidentTests {
    private func move(_ name: String, to other: String, in folder: FilePath) {
        #expect(rename(folder.appending(name).string, folder.appending(other).string) == 0)
    }

    private var quickChecks: WatchSettings {
        var settings = WatchSettings.forTests
        settings.checkInterval = .milliseconds(50)
        return settings
    }

    @Test func `a root that vanishes and returns is compared both times, and watched again`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("root/a/b.txt"))
            try write("", to: folder.appending("other/c.txt"))
            let watched = try WatchedFolder(folder, roots: ["root", "other"], settings: quickChecks)
            move("root", to: "away", in: folder)
            try watched.expect("root", .vanished)
            #expect(watched.watcher.status.missingRoots == [Array(folder.appending("root").string.utf8)])
            move("away", to: "root", in: folder)
            try watched.expect("root", .appeared)
            #expect(watched.watcher.status.missingRoots == [])
            try watched.settle("root/a/b.txt")
            try removeFolder(folder.appending("root"))
            try watched.expect("root", .vanished)
            try write("", to: folder.appending("root/a/b.txt"))
            try watched.expect("root", .appeared)
            try watched.settle("root/a/b.txt")
            #expect(watched.watcher.status.watchedFolders == 3)
        }
    }

    @Test func `a vanished root is told by an event, without asking`() throws {
        try withTemporaryFolder { folder in
            mkdir(folder.appending("root").string, 0o755)
            let watched = try WatchedFolder(folder, roots: ["root"])
            rmdir(folder.appending("root").string)
            try watched.expect("root", .vanished)
        }
    }

    @Test func `a root that is not there at first is waited for`() throws {
        try withTemporaryFolder { folder in
            let watched = try WatchedFolder(folder, roots: ["root"], settings: quickChecks)
            #expect(watched.watcher.status.missingRoots.count == 1)
            try write("", to: folder.appending("root/a.txt"))
            try watched.expect("root", .appeared)
            try watched.settle("root/a.txt")
        }
    }

    @Test func `a root below a folder that is renamed, or behind a link, is noticed to be another`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/root/1.txt"))
            try write("", to: folder.appending("b/root/2.txt"))
            symlink("a/root", folder.appending("link").string)
            let watched = try WatchedFolder(folder, roots: ["a/root", "link"], settings: quickChecks)
            move("a", to: "c", in: folder)
            try watched.expect("a/root", .vanished)
            try watched.expect("link", .vanished)
            move("b", to: "a", in: folder)
            try watched.expect("a/root", .appeared)
            try watched.settle("a/root/2.txt")
        }
    }

    @Test func `when the queue overflows all roots are compared, and new folders are watched`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/1.txt"))
            let mailbox = try ChangeMailbox()
            let rules = FolderRules(path: Array(folder.string.utf8))
            let loop = try WatchLoop([rules], excluded: [], settings: .forTests, mailbox: mailbox)
            // Nobody reads the queue, which holds 16,384 events unless the system is told otherwise.
            for _ in 0..<10_000 {
                move("a/1.txt", to: "a/2.txt", in: folder)
                move("a/2.txt", to: "a/1.txt", in: folder)
            }
            try write("", to: folder.appending("b/c/3.txt"))
            let compared = try take(from: loop, mailbox) { !$0.comparisons.isEmpty }
            #expect(compared.comparisons.map(\.path) == [rules.path])
            #expect(compared.comparisons.map(\.reason) == [.overflow])
            #expect(mailbox.status.overflows == 1)
            #expect(mailbox.status.watchedFolders == 4)
            try write("空山新雨后", to: folder.appending("b/c/3.txt"))
            let path = Array(folder.appending("b/c/3.txt").string.utf8)
            #expect(try take(from: loop, mailbox) { !$0.paths.isEmpty }.paths == [path])
        }
    }

    @Test func `a folder that was moved before its new place was watched is watched there`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/b/c/1.txt"))
            let mailbox = try ChangeMailbox()
            let rules = FolderRules(path: Array(folder.string.utf8))
            let loop = try WatchLoop([rules], excluded: [], settings: .forTests, mailbox: mailbox)
            mkdir(folder.appending("new").string, 0o755)
            move("a/b", to: "new/b", in: folder)
            _ = try take(from: loop, mailbox) { !$0.isEmpty }
            #expect(mailbox.status.watchedFolders == 5)
            try write("清泉石上流", to: folder.appending("new/b/c/1.txt"))
            let path = Array(folder.appending("new/b/c/1.txt").string.utf8)
            #expect(try take(from: loop, mailbox) { !$0.isEmpty }.paths == [path])
        }
    }

    @Test func `folders that have swapped above and below are watched where they are`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a/b/1.txt"))
            let mailbox = try ChangeMailbox()
            let rules = FolderRules(path: Array(folder.string.utf8))
            let loop = try WatchLoop([rules], excluded: [], settings: .forTests, mailbox: mailbox)
            mkdir(folder.appending("c").string, 0o755)
            move("a/b", to: "c/b", in: folder)
            move("a", to: "c/b/a", in: folder)
            _ = try take(from: loop, mailbox) { !$0.isEmpty }
            #expect(mailbox.status.watchedFolders == 4)
            try write("竹喧归浣女", to: folder.appending("c/b/a/2.txt"))
            let path = Array(folder.appending("c/b/a/2.txt").string.utf8)
            #expect(try take(from: loop, mailbox) { !$0.isEmpty }.paths == [path])
        }
    }

    @Test func `changes that nobody asks for are kept as single paths up to a number`() throws {
        try withTemporaryFolder { folder in
            let mailbox = try ChangeMailbox()
            var settings = WatchSettings.forTests
            settings.heldPaths = 10
            let rules = FolderRules(path: Array(folder.string.utf8))
            let loop = try WatchLoop([rules], excluded: [], settings: settings, mailbox: mailbox)
            for number in 0...10 { try write("", to: folder.appending("\(number).txt")) }
            let changes = try take(from: loop, mailbox) { !$0.isEmpty }
            #expect(changes.paths == [])
            #expect(changes.comparisons.map(\.reason) == [.tooManyPaths])
        }
    }

    /// Has a loop work until it has delivered what is asked for.
    private func take(
        from loop: WatchLoop, _ mailbox: ChangeMailbox, until isDone: (FileChanges) -> Bool
    ) throws -> FileChanges {
        let end = ContinuousClock.now + WatchedFolder.limit
        while ContinuousClock.now < end {
            try loop.step()
            let changes = try mailbox.take(until: .now)
            if isDone(changes) { return changes }
        }
        Issue.record("nothing was delivered")
        return FileChanges()
    }

    @Test func `folders beyond the limit are counted, named with a remedy, and compared by the clock`() throws {
        try withTemporaryFolder { folder in
            for name in ["a/1/2", "a/3", "b"] { try write("", to: folder.appending("\(name)/c.txt")) }
            var settings = WatchSettings.forTests
            settings.watchLimit = 2
            settings.unwatchedInterval = .milliseconds(50)
            let watched = try WatchedFolder(folder, settings: settings)
            let status = watched.watcher.status
            #expect(status.watchedFolders == 2)
            #expect(status.unwatchedFolders == 4)
            #expect(
                status.warnings.first?.hasPrefix(
                    "cannot watch 4 of 6 folders: 2 is the most for this user; they are compared from time to time; "
                        + "to watch them, run: sysctl fs.inotify.max_user_watches=") == true)
            #expect(status.neededWatches ?? 0 >= 506)
            try watched.expect("a/1", .unwatched)
            try watched.expect("a/3", .unwatched)
            try watched.expect("b", .unwatched)
            // When others are gone there is room.
            try removeFolder(folder.appending("a"))
            try watched.wait("the others are watched") { _ in watched.watcher.status.unwatchedFolders == 0 }
            #expect(watched.watcher.status.watchedFolders == 2)
            #expect(watched.watcher.status.warnings == [])
            try watched.settle("b/c.txt")
        }
    }

    @Test func `five hundred of the system's watches are left for others`() throws {
        try withTemporaryFolder { folder in
            let watched = try WatchedFolder(folder)
            #expect(watched.watcher.status.limit == WatchLoop.readSystemLimit() - 500)
            #expect(watched.watcher.status.watchedFolders == 1)
        }
    }

    /// To be run where the system refuses before it said it would:
    /// `unshare -Ur sh -c 'echo 40 > /proc/sys/user/max_inotify_watches; SOU_FEW_WATCHES=40 swift test …'`.
    @Test(.enabled(if: getenv("SOU_FEW_WATCHES") != nil, "needs a user namespace with few watches"))
    func `where the system has fewer watches than it says, some are given back`() throws {
        try withTemporaryFolder { folder in
            for number in 0..<60 { mkdir(folder.appending("\(number)").string, 0o755) }
            var settings = WatchSettings.forTests
            settings.watchesForOthers = 10
            let watched = try WatchedFolder(folder, settings: settings)
            #expect(watched.watcher.status.watchedFolders == 30)
            #expect(watched.watcher.status.unwatchedFolders == 31)
            #expect(watched.watcher.status.warnings.count == 1)
        }
    }

    @Test(.enabled(if: WatchAccidentTests.canMount, "only root can mount"))
    func `what is mounted or unmounted is compared, also over a root`() throws {
        try withTemporaryFolder { folder in
            mkdir(folder.appending("root").string, 0o755)
            try write("", to: folder.appending("root/a b/1.txt"))
            let watched = try WatchedFolder(folder, roots: ["root"])
            let (root, place) = (folder.appending("root").string, folder.appending("root/a b").string)
            defer {
                // Whatever a failure has left: nothing that is mounted can be removed.
                umount(root)
                umount(place)
            }
            #expect(mount("tmpfs", place, "tmpfs", 0, nil) == 0)
            try watched.expect("root/a b", .mounted)
            try watched.settle("root/a b/2.txt")
            watched.forget()
            #expect(umount(place) == 0)
            try watched.expect("root/a b", .mounted)
            try watched.settle("root/a b/1.txt")

            #expect(mount("tmpfs", root, "tmpfs", 0, nil) == 0)
            try watched.expect("root", .replaced)
            try watched.settle("root/3.txt")
            watched.forget()
            #expect(umount(root) == 0)
            try watched.expect("root", .replaced)
            try watched.settle("root/a b/1.txt")
        }
    }

    static var canMount: Bool {
        guard getuid() == 0, var name = Optional(Array("/tmp/sou-mount-XXXXXX".utf8CString)), mkdtemp(&name) != nil
        else { return false }
        defer { rmdir(name) }
        guard mount("tmpfs", name, "tmpfs", 0, nil) == 0 else { return false }
        return umount(name) == 0
    }

    @Test func `links are followed like a scan does, and compared when they change`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("root/a/1.txt"))
            try write("", to: folder.appending("outside/b/2.txt"))
            try write("", to: folder.appending("outside/3.txt"))
            symlink("a", folder.appending("root/own").string)
            symlink("../outside/b", folder.appending("root/link").string)
            symlink("../outside/3.txt", folder.appending("root/file").string)
            let watched = try WatchedFolder(folder, roots: ["root"], settings: quickChecks) { $0.followLinks = true }
            #expect(watched.watcher.status.watchedFolders == 3)
            try watched.settle("root/link/2.txt")
            try write("明月松间照", to: folder.appending("outside/3.txt"))
            try watched.expect("root/file")
            unlink(folder.appending("root/link").string)
            try watched.expect("root", .link)
            #expect(watched.watcher.status.watchedFolders == 2)
            watched.forget()
            symlink("../outside", folder.appending("root/new").string)
            try watched.expect("root", .link)
            #expect(watched.watcher.status.watchedFolders == 4)
            try watched.settle("root/new/b/2.txt")
        }
    }
}
