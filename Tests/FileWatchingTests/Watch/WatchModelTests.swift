@testable import FileWatching
import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

/// Random changes of a tree beside a running watcher. What the watcher tells is all that a copy of the tree is kept up
/// to date by, and at quiet points the copy has to be what a whole scan finds.
struct WatchModelTests {
    /// What is done to a tree, by chance, as fast as the system does it.
    private struct Vandal {
        var random: SeededRandom
        let root: String
        let outside: String
        private var count = 0

        init(random: SeededRandom, root: String, outside: String) {
            self.random = random
            self.root = root
            self.outside = outside
        }

        /// Few names, so that things meet.
        private mutating func name() -> String {
            ["a", "b", "c", "d", "文", "e f", ".h"].randomElement(using: &random) ?? "a"
        }

        private mutating func path(in folder: String, depth: ClosedRange<Int> = 1...4) -> String {
            let names = (0..<Int.random(in: depth, using: &random)).map { _ in name() }
            return ([folder] + names).joined(separator: "/")
        }

        private mutating func makeFolders(_ path: String) {
            var made = ""
            for name in path.split(separator: "/") {
                made += "/\(name)"
                mkdir(made, 0o755)
            }
        }

        private func parent(_ path: String) -> String {
            String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        }

        /// Files and folders have names of their own: `1.txt` and such.
        private mutating func file(in folder: String) -> String {
            path(in: folder, depth: 0...3) + "/\(Int.random(in: 1...4, using: &random)).txt"
        }

        private mutating func put(_ path: String, flags: Int32) {
            let file = open(path, O_WRONLY | O_CREAT | flags, 0o644)
            guard file >= 0 else { return }
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                count += 1
                let text = Array("第\(count)句。".utf8)
                _ = text.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            }
            close(file)
        }

        private mutating func remove(_ path: String) {
            guard FileManager.default.fileExists(atPath: path) else { return }
            // Whatever cannot be removed stays, and is part of the tree.
            try? FileManager.default.removeItem(atPath: path)
        }

        /// A file with two names is not written to by either: a watcher is told of one.
        private func isAlone(_ path: String) -> Bool {
            var status = stat()
            return lstat(path, &status) != 0 || status.st_nlink == 1 || status.st_mode & S_IFMT == S_IFDIR
        }

        mutating func act() {
            switch Int.random(in: 0..<20, using: &random) {
            case 0...3:
                let path = path(in: root)
                makeFolders(path)
                for number in 1...Int.random(in: 1...4, using: &random) { put("\(path)/\(number).txt", flags: O_EXCL) }
            case 4, 5:
                let path = file(in: root)
                if isAlone(path) { put(path, flags: Bool.random(using: &random) ? O_TRUNC : O_APPEND) }
            case 6:
                let path = file(in: root)
                put(path + "~", flags: O_TRUNC)
                rename(path + "~", path)
            case 7...9: rename(path(in: root), path(in: root))
            case 10: rename(path(in: root), path(in: outside))
            case 11:
                let path = path(in: outside)
                makeFolders(path)
                put("\(path)/1.txt", flags: O_EXCL)
                rename(self.path(in: outside), self.path(in: root))
            case 12: remove(path(in: root))
            case 13: unlink(file(in: root))
            case 14:
                let (one, other) = (path(in: root), path(in: root))
                for _ in 0..<Int.random(in: 1...5, using: &random) {
                    rename(one, other)
                    if Bool.random(using: &random) { rename(other, one) }
                }
            case 15: link(file(in: root), file(in: root))
            case 16: chmod(file(in: root), Bool.random(using: &random) ? 0o600 : 0o644)
            case 17:
                let path = path(in: root, depth: 0...2) + "/.souignore"
                if Bool.random(using: &random) {
                    unlink(path)
                } else {
                    let patterns = ["b/\n", "*.txt\n!1.txt\n", "/c\n", "2.txt\n"]
                    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
                    guard file >= 0 else { return }
                    let text = Array((patterns.randomElement(using: &random) ?? "").utf8)
                    _ = text.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
                    close(file)
                }
            case 18: symlink(path(in: root), path(in: root))
            default:
                // A folder in a file's place, or the other way round.
                let path = path(in: root)
                remove(path)
                if Bool.random(using: &random) { put(path, flags: O_EXCL) } else { mkdir(path, 0o755) }
            }
        }
    }

    /// The tree as it is known by scans of what the watcher told.
    private struct Mirror {
        let rules: [FolderRules]
        var files: [[UInt8]: ScannedFile] = [:]
        var reasons: [FileChanges.Reason: Int] = [:]

        mutating func look(below path: [UInt8]?) {
            if let path {
                files = files.filter { !($0.key == path || $0.key.starts(with: path + [UInt8(ascii: "/")])) }
            }
            _ = FolderScan.run(rules, at: path.map { [$0] }) { file in
                var file = file
                // They change when the file gets or loses another name, of which its own folder is not told.
                (file.changedNanoseconds, file.linkCount) = (0, 1)
                files[file.path] = file
                return true
            }
        }

        mutating func apply(_ changes: FileChanges) {
            for path in changes.paths { look(below: path) }
            for comparison in changes.comparisons {
                reasons[comparison.reason, default: 0] += 1
                look(below: comparison.path)
            }
        }
    }

    /// `SOU_WATCH_SEQUENCES` sequences of 50 operations, ten without.
    @Test(arguments: [false, true])
    func `a copy kept by what the watcher tells is the tree, whatever is done to it`(isLate: Bool) throws {
        var random = SeededRandom.announced()
        let count = ProcessInfo.processInfo.environment["SOU_WATCH_SEQUENCES"].flatMap { Int($0) } ?? 10
        var reasons: [FileChanges.Reason: Int] = [:]
        for number in 0..<count {
            let seed = random.next()
            let found = try withTemporaryFolder { try isLate ? runLate(seed: seed, in: $0) : run(seed: seed, in: $0) }
            reasons.merge(found, uniquingKeysWith: +)
            if number % 100 == 99 { print("\(number + 1) sequences, late \(isLate), compared \(reasons)") }
        }
        // All of it by events: nothing was so fast that everything had to be compared.
        #expect(reasons[.overflow] == nil)
    }

    private func run(seed: UInt64, in folder: FilePath) throws -> [FileChanges.Reason: Int] {
        let (root, outside) = (folder.appending("root").string, folder.appending("outside").string)
        mkdir(root, 0o755)
        mkdir(outside, 0o755)
        var vandal = Vandal(random: SeededRandom(seed: seed), root: root, outside: outside)
        for _ in 0..<10 { vandal.act() }
        let rules = [FolderRules(path: Array(root.utf8))]
        let watcher = try FolderWatcher(folders: rules, settings: .forTests)
        var mirror = Mirror(rules: rules)
        mirror.look(below: nil)
        for _ in 0..<5 {
            // On another thread, so that the watcher and the copy are at work in the middle of it.
            let changed = DispatchSemaphore(value: 0)
            let before = vandal
            nonisolated(unsafe) var after = vandal
            let thread = Thread {
                var vandal = before
                for _ in 0..<10 { vandal.act() }
                after = vandal
                changed.signal()
            }
            thread.start()
            var isChanging = true
            while isChanging {
                mirror.apply(try watcher.next(until: .now + .milliseconds(10)))
                isChanging = changed.wait(timeout: .now()) == .timedOut
            }
            vandal = after
            guard
                try settle(&mirror, seed, by: { try watcher.next(until: .now + .milliseconds(30)) }, { watcher.status })
            else { break }
        }
        return mirror.reasons
    }

    /// The same without a second thread: the events are read when the tree is long another, and each seed gives the same
    /// run.
    private func runLate(seed: UInt64, in folder: FilePath) throws -> [FileChanges.Reason: Int] {
        let (root, outside) = (folder.appending("root").string, folder.appending("outside").string)
        mkdir(root, 0o755)
        mkdir(outside, 0o755)
        var vandal = Vandal(random: SeededRandom(seed: seed), root: root, outside: outside)
        for _ in 0..<10 { vandal.act() }
        let rules = [FolderRules(path: Array(root.utf8))]
        let mailbox = try ChangeMailbox()
        let loop = try WatchLoop(rules, excluded: [], settings: .forTests, mailbox: mailbox)
        var mirror = Mirror(rules: rules)
        mirror.look(below: nil)
        for _ in 0..<5 {
            for _ in 0..<10 { vandal.act() }
            let next = {
                try loop.step()
                return try mailbox.take(until: .now)
            }
            guard try settle(&mirror, seed, by: next, { mailbox.status }) else { break }
        }
        return mirror.reasons
    }

    /// Waits until the copy is the tree and the watcher watches as many folders as a new one would; whether that was so.
    private func settle(
        _ mirror: inout Mirror, _ seed: UInt64, by next: () throws -> FileChanges, _ status: () -> WatchStatus
    ) throws -> Bool {
        let end = ContinuousClock.now + WatchedFolder.limit
        while true {
            var whole = Mirror(rules: mirror.rules)
            whole.look(below: nil)
            let folders = try FolderWatcher(folders: mirror.rules, settings: .forTests).status.watchedFolders
            if mirror.files == whole.files, status().watchedFolders == folders { return true }
            guard ContinuousClock.now < end else {
                let differing = Set(mirror.files.keys).union(whole.files.keys)
                    .filter { mirror.files[$0] != whole.files[$0] }
                    .map { String(decoding: $0, as: UTF8.self) }
                Issue.record(
                    "seed \(seed): \(differing.sorted()) differ; \(status().watchedFolders) watched of \(folders)")
                return false
            }
            mirror.apply(try next())
        }
    }
}
