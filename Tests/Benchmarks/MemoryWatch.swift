import Foundation
import Synchronization

/// Looks, while a program runs, at how much memory it and all it has started take together.
final class MemoryWatch: Sendable {
    private struct State {
        var peakBytes = 0
        var isEnding = false
    }

    private let state = Mutex(State())
    private let thread = DispatchGroup()
    /// Often enough for what takes a second, and seldom enough to cost nothing.
    private static let interval: UInt32 = 20_000

    /// Begins to look.
    init(_ process: pid_t) {
        thread.enter()
        Thread.detachNewThread { [self] in
            while !state.withLock({ $0.isEnding }) {
                let bytes = Self.peakBytes(of: process)
                state.withLock { $0.peakBytes = max($0.peakBytes, bytes) }
                usleep(Self.interval)
            }
            thread.leave()
        }
    }

    /// Looks no more.
    ///
    /// - Returns: the most that was seen: the sum over the processes that there were at one time, of each what it had at
    ///   most until then.
    @discardableResult
    func end() -> Int {
        state.withLock { $0.isEnding = true }
        thread.wait()
        return state.withLock { $0.peakBytes }
    }

    private static func peakBytes(of process: pid_t) -> Int {
        // What has ended since has no files, and takes nothing.
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let own = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        let children = threads.flatMap { thread in
            ((try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/children", encoding: .utf8)) ?? "")
                .split(separator: " ").compactMap { pid_t($0) }
        }
        return own * 1024 + children.reduce(0) { $0 + peakBytes(of: $1) }
    }
}
