import FileWatching
import Glibc
import SystemPackage
import TestSupport
import Testing

extension WatchSettings {
    @TaskLocal static var watchesFileSystemsInTests = false

    /// Waits shorter than those of the program, and nothing by the clock, so that a test sees what events tell.
    static var forTests: WatchSettings {
        var settings = WatchSettings()
        settings.quiet = .milliseconds(20)
        settings.longestWait = .milliseconds(200)
        settings.fileQuiet = .milliseconds(60)
        settings.longestWriting = .milliseconds(400)
        settings.checkInterval = .seconds(3600)
        settings.unwatchedInterval = .seconds(3600)
        settings.restartInterval = .milliseconds(100)
        settings.watchesFileSystems = watchesFileSystemsInTests
        return settings
    }
}

/// A folder of a test with a watcher, and what the watcher has told.
final class WatchedFolder {
    static let limit = Duration.seconds(60)

    let folder: FilePath
    let watcher: FolderWatcher
    /// Paths below the folder.
    private(set) var told: Set<String> = []
    private(set) var reasons: [String: FileChanges.Reason] = [:]

    init(
        _ folder: FilePath, roots: [String] = [""], excluded: [String] = [], settings: WatchSettings = .forTests,
        _ change: (inout FolderRules) -> Void = { _ in }
    ) throws {
        self.folder = folder
        let path = { (name: String) in Array((name.isEmpty ? folder : folder.appending(name)).string.utf8) }
        let rules = roots.map { name in
            var rules = FolderRules(path: path(name))
            change(&rules)
            return rules
        }
        watcher = try FolderWatcher(folders: rules, excluded: excluded.map(path), settings: settings)
    }

    /// Waits until the watcher has told what is asked for; an issue when it does not.
    ///
    /// - Parameter interval: how often to ask, when what is asked does something; nil is whenever something is told.
    func wait(
        _ what: String, every interval: Duration? = nil, sourceLocation: SourceLocation = #_sourceLocation,
        until isDone: (WatchedFolder) -> Bool
    ) throws {
        let end = ContinuousClock.now + Self.limit
        while !isDone(self) {
            guard ContinuousClock.now < end else {
                Issue.record(
                    "\(what): told \(told.sorted()), to be compared \(reasons)", sourceLocation: sourceLocation)
                return
            }
            take(try watcher.next(until: interval.map { .now + $0 } ?? end))
        }
    }

    /// Waits until the watcher has told of these very paths.
    func expect(_ names: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
        try wait("\(names)", sourceLocation: sourceLocation) { $0.told.isSuperset(of: names) }
    }

    /// Waits until the watcher wants this path compared.
    func expect(
        _ name: String, _ reason: FileChanges.Reason, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try wait("\(name) \(reason)", sourceLocation: sourceLocation) { $0.reasons[name] == reason }
    }

    /// Waits until the watcher has told of a file that is written now, and with it of all that happened before.
    func settle(_ name: String = "settled", sourceLocation: SourceLocation = #_sourceLocation) throws {
        told.remove(name)
        // Once is not enough: a folder above it that is told at the same time speaks for the file.
        try wait("\(name)", every: .milliseconds(200), sourceLocation: sourceLocation) { watched in
            if watched.told.contains(name) { return true }
            do {
                try write("\(ContinuousClock.now)", to: watched.folder.appending(name))
            } catch {
                Issue.record(error, sourceLocation: sourceLocation)
            }
            return false
        }
        told.remove(name)
    }

    func forget() {
        told = []
        reasons = [:]
    }

    private func take(_ changes: FileChanges) {
        told.formUnion(changes.paths.map(name))
        for comparison in changes.comparisons { reasons[name(comparison.path)] = comparison.reason }
    }

    private func name(_ path: [UInt8]) -> String {
        String(decoding: path.dropFirst(folder.string.utf8.count + 1), as: UTF8.self)
    }
}
