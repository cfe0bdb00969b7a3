import Foundation
import Synchronization
import URIs
import Wire

/// Clients that ask a daemon without a pause, each over a connection and on a thread of its own.
struct DaemonLoad {
    var socket: String
    var queries: [PeerQuery]
    var seconds: Double

    /// Asks the queries once in a row, over one connection.
    static func latencies(_ socket: String, _ queries: [PeerQuery], seconds: Double) throws -> [Double] {
        let connection = try DaemonConnection(path: socket)
        let end = ContinuousClock.now + .seconds(seconds)
        var milliseconds: [Double] = []
        for query in queries where ContinuousClock.now < end {
            milliseconds.append(try connection.get(target(query)).milliseconds)
        }
        return milliseconds
    }

    func run(clients: Int, round: Int) -> PeersRun.Load {
        let targets = queries.map(Self.target)
        let outcome = Mutex((milliseconds: [Double](), errors: [String]()))
        let threads = DispatchGroup()
        let (socket, seconds) = (socket, seconds)
        let start = ContinuousClock.now
        for client in 0..<clients {
            threads.enter()
            Thread.detachNewThread {
                var milliseconds: [Double] = []
                var next = client * targets.count / clients
                do {
                    let connection = try DaemonConnection(path: socket)
                    while ContinuousClock.now < start + .seconds(seconds) {
                        milliseconds.append(try connection.get(targets[next % targets.count]).milliseconds)
                        next += 1
                    }
                } catch {
                    // A request that fails is a figure of the report; the connection ends with it.
                    outcome.withLock { $0.errors.append("\(error)") }
                }
                outcome.withLock { $0.milliseconds += milliseconds }
                threads.leave()
            }
        }
        threads.wait()
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        return outcome.withLock {
            PeersRun.Load(
                round: round, clients: clients, requestsPerSecond: Double($0.milliseconds.count) / elapsed,
                errors: $0.errors.count, error: $0.errors.first, milliseconds: $0.milliseconds.recorded)
        }
    }

    private static func target(_ query: PeerQuery) -> String {
        "/v1/search?q=\(PercentEncoding.encoded(query.typed.utf8))"
    }
}
