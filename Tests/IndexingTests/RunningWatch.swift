import FileWatching
import Foundation
import IndexSchema
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import Indexing

/// A watch over the documents of a sample, on a thread of its own until it is stopped.
final class RunningWatch: Sendable {
    private struct State {
        var events: [WatchEvent] = []
        var watcherState: WatcherState?
        var end: Result<IndexWatch.End, any Error>?
    }

    let control = WatchControl()
    private let state = Mutex(State())

    /// The longest that anything is waited for; a machine may be busy with other things.
    private static let patience = Duration.seconds(60)

    /// Hurries: what waits for quiet waits shortly.
    static let settings: WatchSettings = {
        var settings = WatchSettings()
        settings.quiet = .milliseconds(20)
        settings.longestWait = .milliseconds(200)
        settings.fileQuiet = .milliseconds(50)
        settings.checkInterval = .milliseconds(200)
        return settings
    }()

    /// - Parameters:
    ///   - shown: called on the watch's thread with each state, before the watch goes on.
    ///   - change: makes its build another.
    init(
        _ sample: UpdateSample, folders: [FilePath]? = nil, pace: IndexWatch.Pace = IndexWatch.Pace(),
        compactionGrowthPercent: Int = 0,
        shown: @escaping @Sendable (WatcherState, WatchControl) -> Void = { _, _ in },
        change: (inout IndexBuild) -> Void = { _ in }
    ) throws {
        var changed = try makeBuild(sample.index, extractors: sample.source)
        change(&changed)
        let build = changed
        let folders = folders ?? [sample.docs]
        let thread = Thread { [self] in
            let end = Result {
                let update = try IndexUpdate(build, folders: folders, command: IndexUpdate.watchCommand)
                let watch = try IndexWatch(
                    update, control: control, settings: Self.settings, pace: pace,
                    compactionGrowthPercent: compactionGrowthPercent,
                    tell: { [self] event in state.withLock { $0.events.append(event) } },
                    show: { [self] watcherState in
                        state.withLock { $0.watcherState = watcherState }
                        shown(watcherState, control)
                    })
                return try watch.run()
            }
            state.withLock { $0.end = end }
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    var events: [WatchEvent] { state.withLock { $0.events } }
    var watcherState: WatcherState? { state.withLock { $0.watcherState } }

    var updates: [UpdateSummary] {
        events.compactMap { if case .updated(let summary) = $0 { summary } else { nil } }
    }

    var failures: [IndexingError] {
        events.compactMap { if case .failed(let error, _) = $0 { error } else { nil } }
    }

    /// Waits until something is so.
    func wait(
        _ what: String, sourceLocation: SourceLocation = #_sourceLocation, until isSo: () throws -> Bool
    ) throws {
        let end = ContinuousClock.now + Self.patience
        while try !isSo() {
            try #require(
                ContinuousClock.now < end && state.withLock { $0.end == nil },
                "\(what): \(events) \(String(describing: watcherState))", sourceLocation: sourceLocation)
            usleep(10_000)
        }
    }

    /// Waits until the watch has compared everything once and has nothing more to do.
    func waitForWatching(sourceLocation: SourceLocation = #_sourceLocation) throws {
        try wait("it watches", sourceLocation: sourceLocation) {
            !updates.isEmpty && watcherState?.activity == .watching
        }
    }

    /// Wishes for an end and waits for it.
    @discardableResult
    func stop() throws -> IndexWatch.End {
        control.wish(.stop)
        return try end()
    }

    /// Waits for the end.
    func end() throws -> IndexWatch.End {
        let end = ContinuousClock.now + Self.patience
        while ContinuousClock.now < end {
            if let end = state.withLock({ $0.end }) { return try end.get() }
            usleep(10_000)
        }
        Issue.record("the watch does not end")
        throw CancellationError()
    }
}
