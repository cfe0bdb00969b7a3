import FileWatching
import Foundation
import Glibc

/// A watcher over folders that are made for it: what watching costs, and how much a burst may be.
struct WatchingRun {
    struct Result: Codable {
        var folders: Int
        var watchSeconds: Double
        /// Of this process; the system's own records of watches and folders are not in it.
        var bytesPerFolder: Double
        var burstFiles: Int
        /// How long nobody asked for changes after the burst began.
        var busySeconds: Double
        var toldFiles: Int
        var overflows: Int
        /// From the last file of the burst, or the end of the busy time, to the last file that was told.
        var toldSeconds: Double
        /// Renames of one file back and forth, two events each.
        var eventsPerSecond: Double
        var idleSeconds: Double
        var idleWakeUps: Int
    }

    var folders: Int
    var burstFiles: Int
    var busySeconds: Double
    var idleSeconds: Double

    func run() throws -> Result {
        let top = FileManager.default.temporaryDirectory.appendingPathComponent("sou-bench-\(getpid())")
        try FileManager.default.createDirectory(at: top, withIntermediateDirectories: true)
        defer { removeItem(top) }
        for number in 0..<folders {
            let path = top.appendingPathComponent("文件夹\(number / 100)/folder-\(number)")
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        }

        let memory = Self.residentBytes()
        let start = ContinuousClock.now
        let watcher = try FolderWatcher(folders: [FolderRules(path: Array(top.path.utf8))])
        let watchSeconds = Self.seconds(since: start)
        let watched = watcher.status.watchedFolders
        let bytes = Double(Self.residentBytes() - memory) / Double(watched)

        let busyEnd = ContinuousClock.now + .seconds(busySeconds)
        for number in 0..<burstFiles {
            let file = top.appendingPathComponent("文件夹0/folder-\(number % min(100, folders))/\(number).txt")
            try Data("举头望明月，低头思故乡。".utf8).write(to: file)
        }
        usleep(UInt32(max(0, (busyEnd - .now) / .microseconds(1))))
        let asked = ContinuousClock.now
        var told = 0
        while told < burstFiles, watcher.status.overflows == 0, Self.seconds(since: asked) < 60 {
            told += try watcher.next(until: .now + .seconds(60)).paths.count
        }
        let toldSeconds = Self.seconds(since: asked)

        let (one, other) = (top.appendingPathComponent("1.txt").path, top.appendingPathComponent("2.txt").path)
        try Data().write(to: URL(fileURLWithPath: one))
        let steady = ContinuousClock.now
        var renames = 0
        while Self.seconds(since: steady) < 2 {
            rename(one, other)
            rename(other, one)
            renames += 2
        }
        let events = Double(renames * 2) / Self.seconds(since: steady)
        let overflows = watcher.status.overflows
        // The last of them, and a moment for the threads to lie down.
        while !(try watcher.next(until: .now + .seconds(3)).isEmpty) {}

        let wakeUps = Self.wakeUps()
        sleep(UInt32(idleSeconds))
        // This thread has slept once.
        let idle = max(0, Self.wakeUps() - wakeUps - 1)
        return Result(
            folders: watched, watchSeconds: watchSeconds, bytesPerFolder: bytes, burstFiles: burstFiles,
            busySeconds: busySeconds, toldFiles: told, overflows: overflows, toldSeconds: toldSeconds,
            eventsPerSecond: events, idleSeconds: idleSeconds, idleWakeUps: idle)
    }

    private func removeItem(_ folder: URL) {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("cannot remove '\(folder.path)': \(error)")
        }
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        (ContinuousClock.now - start) / .seconds(1)
    }

    private static func residentBytes() -> Int {
        let fields = text("/proc/self/statm").split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(getpagesize()) : 0
    }

    /// How often any thread of this process has gone to sleep, and so woken up again.
    private static func wakeUps() -> Int {
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task") else { return 0 }
        return threads.reduce(0) { sum, thread in
            let lines = text("/proc/self/task/\(thread)/status").split(separator: "\n")
            let line = lines.first { $0.hasPrefix("voluntary_ctxt_switches:") }
            return sum + (line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
        }
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
