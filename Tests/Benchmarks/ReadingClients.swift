import Foundation
import Synchronization
import TestSupport
import Wire

/// Clients that ask a daemon steadily, each over a connection and on a thread of its own, and look at every answer.
final class ReadingClients: Sendable {
    /// What goes on while a request is answered.
    enum Phase: String, Codable, CaseIterable {
        case quiet, updating, building
        /// Nothing that is measured: warming up, or the daemon is stopped.
        case other
    }

    private struct State {
        var phase = Phase.other
        /// The stamps that an answer may show: the last that is certainly live, and the last that may be.
        var stamps = 0...0
        var inFlightCount = 0
        var isEnding = false
        var failure: (any Error)?
        var milliseconds: [Phase: [Double]] = [:]
        var answeredCount = 0
        var seenStamps: Set<Int> = []
        var stampedCount = 0
    }

    private let state = Mutex(State())
    private let threads = DispatchGroup()

    /// What was measured and seen.
    struct Report {
        var milliseconds: [Phase: [Double]]
        var answeredCount: Int
        var stampedCount: Int
        var seenStamps: Set<Int>
    }

    /// Begins to ask.
    ///
    /// - Parameters:
    ///   - queries: Every other request asks one of them; the others ask for the stamped documents.
    ///   - rate: requests a second of each client, if the daemon keeps up.
    init(_ count: Int, socket: String, queries: [String], rate: Double, seed: UInt64) {
        for number in 0..<count {
            threads.enter()
            Thread.detachNewThread { [self] in
                var random = SeededRandom(seed: seed &+ UInt64(number))
                do {
                    let connection = try DaemonConnection(path: socket)
                    while try ask(connection, queries, &random) {
                        usleep(UInt32(Double.random(in: 0.5...1.5, using: &random) / rate * 1e6))
                    }
                } catch {
                    state.withLock { $0.failure = $0.failure ?? error }
                }
                threads.leave()
            }
        }
    }

    /// Throws: what went wrong in any client.
    func begin(_ phase: Phase) throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            state.phase = phase
        }
    }

    /// A stamp may be live from now on.
    func mayShow(_ stamp: Int) {
        state.withLock { $0.stamps = $0.stamps.lowerBound...stamp }
    }

    /// No stamp before this one is live any more.
    func mustShow(_ stamp: Int) {
        state.withLock { $0.stamps = stamp...stamp }
    }

    /// Waits until a request is being answered.
    ///
    /// Throws: `ReadingFailure` when none is for long.
    func waitForRequest() throws {
        for _ in 0..<1_000_000 {
            if state.withLock({ $0.inFlightCount > 0 || $0.failure != nil }) { return }
            usleep(20)
        }
        throw ReadingFailure("nobody asks")
    }

    /// Ends the clients, and waits for them.
    ///
    /// Throws: what went wrong in any of them.
    func end() throws -> Report {
        state.withLock { $0.isEnding = true }
        threads.wait()
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            return Report(
                milliseconds: state.milliseconds, answeredCount: state.answeredCount,
                stampedCount: state.stampedCount, seenStamps: state.seenStamps)
        }
    }

    /// Asks once.
    ///
    /// - Returns: whether to go on.
    private func ask(
        _ connection: borrowing DaemonConnection, _ queries: [String], _ random: inout SeededRandom
    ) throws -> Bool {
        let isStamped = Bool.random(using: &random)
        var parameters = SearchParameters(
            query: isStamped ? StampedDocuments.query : queries.randomElement(using: &random) ?? StampedDocuments.query)
        if isStamped {
            parameters.limit = 100
            parameters.countsExactly = true
            parameters.facets = [.type]
        }
        let (phase, least) = state.withLock { state in
            state.inFlightCount += 1
            return (state.phase, state.stamps.lowerBound)
        }
        let (answer, milliseconds) = try connection.ask(parameters)
        let (most, isEnding) = state.withLock { state in
            state.inFlightCount -= 1
            return (state.stamps.upperBound, state.isEnding)
        }
        let stamp = isStamped ? try StampedDocuments.stamp(of: answer, among: least...most) : nil
        if let notice = answer.notices.first(where: { $0.code == "deadline" }) {
            throw ReadingFailure("'\(parameters.query)' was cut short: \(notice.message)")
        }
        return state.withLock { state in
            state.answeredCount += 1
            if let stamp {
                state.stampedCount += 1
                state.seenStamps.insert(stamp)
            }
            if state.phase == phase, phase != .other { state.milliseconds[phase, default: []].append(milliseconds) }
            return !isEnding && state.failure == nil
        }
    }
}
