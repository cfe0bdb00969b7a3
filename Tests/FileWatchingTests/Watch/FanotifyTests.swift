@testable import FileWatching
import Glibc
import SystemPackage
import TestSupport
import Testing

private let isPermitted: Bool = (try? Fanotify(at: [Array("/tmp".utf8)])) != nil

/// The tests of watching once more, with whole file systems watched.
@Suite(.enabled(if: isPermitted, "needs CAP_SYS_ADMIN, Linux 5.9, and a file system with handles"))
struct FanotifyTests {
    private static let tests: [@Sendable () throws -> Void] = [
        { try FolderWatcherTests().`a file that is written, changed, moved and removed is told of each time`() },
        { try FolderWatcherTests().`a changed permission and a second name of a file are told`() },
        { try FolderWatcherTests().`a file that an editor puts in another's place is told at once`() },
        { try FolderWatcherTests().`a file that stays open is told when it is quiet, or else now and then`() },
        { try FolderWatcherTests().`a file that is written to is not told before it is closed`() },
        { try FolderWatcherTests().`what is in a new folder is watched, however soon it got there`() },
        {
            try FolderWatcherTests()
                .`a folder that is renamed is told under both names, and watched under the new one`()
        },
        {
            try FolderWatcherTests().`a folder that is moved in is watched, and one that is moved out is not any more`()
        },
        { try FolderWatcherTests().`a folder that is removed is told, and one of its name is watched again`() },
        { try FolderWatcherTests().`what the rules leave out is not watched`() },
        { try FolderWatcherTests().`the index's folder is not watched when it is made later, either`() },
        { try FolderWatcherTests().`when a .souignore changes, its folder is told, and watched as it says now`() },
        { try FolderWatcherTests().`a name that is not UTF-8 keeps its bytes`() },
        { try FolderWatcherTests().`a steady stream of changes is told before it ends`() },
        { try FolderWatcherTests().`next returns when it is woken, and when the time is up`() },
        { try WatchAccidentTests().`a root that vanishes and returns is compared both times, and watched again`() },
        { try WatchAccidentTests().`a vanished root is told by an event, without asking`() },
        { try WatchAccidentTests().`a root that is not there at first is waited for`() },
        {
            try WatchAccidentTests()
                .`a root below a folder that is renamed, or behind a link, is noticed to be another`()
        },
        { try WatchAccidentTests().`a folder that was moved before its new place was watched is watched there`() },
        { try WatchAccidentTests().`folders that have swapped above and below are watched where they are`() },
        { try WatchAccidentTests().`changes that nobody asks for are kept as single paths up to a number`() },
        {
            try WatchAccidentTests()
                .`folders beyond the limit are counted, named with a remedy, and compared by the clock`()
        },
        { try WatchAccidentTests().`links are followed like a scan does, and compared when they change`() },
    ]

    @Test(arguments: tests.indices)
    func `what is told of single folders is told of whole file systems`(number: Int) throws {
        try WatchSettings.$watchesFileSystemsInTests.withValue(true) { try Self.tests[number]() }
    }

    @Test(arguments: [false, true])
    func `a copy kept by what the watcher tells is the tree`(isLate: Bool) throws {
        try WatchSettings.$watchesFileSystemsInTests.withValue(true) {
            try WatchModelTests().`a copy kept by what the watcher tells is the tree, whatever is done to it`(
                isLate: isLate)
        }
    }

    @Test func `no folder is left out for want of watches, and nothing is to be complained of`() throws {
        try WatchSettings.$watchesFileSystemsInTests.withValue(true) {
            try withTemporaryFolder { folder in
                try write("", to: folder.appending("a/b/c.txt"))
                let status = try WatchedFolder(folder).watcher.status
                #expect(status.watchedFolders == 3)
                #expect(status.limit == Int(Int32.max))
                #expect(status.warnings == [])
            }
        }
    }

    @Test(.enabled(if: WatchAccidentTests.canMount, "only root can mount"))
    func `what is mounted or unmounted is compared, and watched when it is there again`() throws {
        try WatchSettings.$watchesFileSystemsInTests.withValue(true) {
            try WatchAccidentTests().`what is mounted or unmounted is compared, also over a root`()
            try withTemporaryFolder { folder in
                // An image that has the same device, root and handles whenever it is mounted.
                let (image, root) = (folder.appending("image"), folder.appending("root").string)
                mkdir(root, 0o755)
                try write([UInt8](repeating: 0, count: 4 << 20), to: image)
                guard run("mkfs.ext4", "-q", "-F", image.string), run("mount", "-o", "loop", image.string, root) else {
                    try Test.cancel("images cannot be mounted here")
                }
                defer { umount2(root, Int32(MNT_DETACH)) }
                let watched = try WatchedFolder(folder, roots: ["root"])
                try watched.settle("root/1.txt")
                for _ in 0..<2 {
                    watched.forget()
                    #expect(run("umount", root))
                    #expect(run("mount", "-o", "loop", image.string, root))
                    try watched.wait("it is compared") { $0.reasons["root"] != nil }
                    try watched.settle("root/2.txt")
                }
            }
        }
    }

    private func run(_ program: String, _ arguments: String...) -> Bool {
        var child = pid_t()
        let words = ([program] + arguments).map { strdup($0) }
        defer { words.forEach { free($0) } }
        guard posix_spawnp(&child, program, nil, nil, words + [nil], environ) == 0 else { return false }
        var status: Int32 = 0
        return waitpid(child, &status, 0) == child && status == 0
    }

    @Test func `when the queue overflows all roots are compared, and new folders are watched`() throws {
        try withTemporaryFolder { folder in
            let mailbox = try ChangeMailbox()
            let rules = FolderRules(path: Array(folder.string.utf8))
            var settings = WatchSettings.forTests
            settings.watchesFileSystems = true
            let loop = try WatchLoop([rules], excluded: [], settings: settings, mailbox: mailbox)
            // Nobody reads the queue, which holds 16,384 events unless the system is told otherwise; of one name it makes one.
            for number in 0..<20_000 { symlink(".", folder.appending("\(number)").string) }
            try write("", to: folder.appending("b/c/3.txt"))
            var reasons: [FileChanges.Reason] = []
            let end = ContinuousClock.now + WatchedFolder.limit
            while reasons.isEmpty, ContinuousClock.now < end {
                try loop.step()
                reasons = try mailbox.take(until: .now).comparisons.map(\.reason)
            }
            #expect(reasons == [.overflow])
            #expect(mailbox.status.watchedFolders == 3)
        }
    }

    @Test func `who may not watch whole file systems watches folders, and says so`() async {
        await #expect(processExitsWith: .success) {
            // Root gives up what it may do; others have nothing to give up.
            if getuid() == 0 { try #require(setuid(65534) == 0) }
            try withTemporaryFolder { folder in
                var settings = WatchSettings.forTests
                settings.watchesFileSystems = true
                let watched = try WatchedFolder(folder, settings: settings)
                #expect(
                    watched.watcher.status.warnings == [
                        "cannot watch folders: fanotify_mark: Operation not permitted; each folder is watched by itself "
                            + "(index.fanotify needs CAP_SYS_ADMIN and Linux 5.9)"
                    ])
                try watched.settle()
            }
        }
    }

    @Test func `what happened to a name comes out as one event of each kind`() {
        func split(_ mask: Int32, _ name: String = "甲") -> [UInt32] {
            var masks: [UInt32] = []
            Fanotify.split(FolderEvent(watch: 1, mask: UInt32(bitPattern: mask), name: Array(name.utf8))) {
                masks.append($0.mask)
            }
            return masks
        }
        let rows: [(mask: Int, masks: [Int])] = [
            (Int(IN_CREATE), [Int(IN_CREATE)]),
            (
                Int(IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB),
                [Int(IN_CREATE), Int(IN_MODIFY), Int(IN_CLOSE_WRITE | IN_ATTRIB)]
            ),
            (Int(IN_ISDIR | IN_CREATE), [Int(IN_ISDIR | IN_CREATE)]),
            (Int(IN_ISDIR | IN_CREATE | IN_DELETE), [Int(IN_ISDIR | IN_DELETE), Int(IN_ISDIR | IN_MOVED_TO)]),
            (Int(IN_ISDIR | IN_MOVED_FROM), [Int(IN_ISDIR | IN_MOVED_FROM)]),
        ]
        for row in rows { #expect(split(Int32(row.mask)) == row.masks.map { UInt32($0) }) }
        #expect(split(Int32(IN_ISDIR | IN_DELETE_SELF | IN_ATTRIB), "").count == 1)
    }
}
