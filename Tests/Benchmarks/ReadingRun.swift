import Foundation
import Glibc
import SystemPackage
import TestSupport

/// A daemon that is read from while its index is written, and what must hold meanwhile.
struct ReadingRun {
    struct Result: Codable {
        var documents: Int
        var clients: Int
        var requestsPerSecond: Double
        /// By updates while requests are measured; the last of each round is made by a build, which is a switch.
        var commits: Int
        var switches: Int
        /// While the daemon was stopped, so that they overtook what it was reading.
        var overtakingCommits: Int
        var repeatedSearches: Int
        var requests: Int
        var stampedAnswers: Int
        var seenStamps: Int
        var stamps: Int
        var milliseconds: [String: [Double]]
        var footprints: [ProcessFootprint]
    }

    var clients: Int
    var rate: Double
    var commits: Int
    var switches: Int
    var queries: [String]
    var seed: UInt64
    /// Of soud and sou-index.
    var programs: String

    /// So many overtake even a reader that was at the newest when the first of them began.
    private static let overtakingCommits = 3

    /// - Parameter documents: those beside the stamped ones.
    ///
    /// Throws: `ReadingFailure`, and what the programs say, when something does not hold.
    func run(_ documents: Corpus, in scratch: FilePath) throws -> Result {
        let place = try ReadingPlace(documents, in: scratch, programs: programs)
        let readers = ReadingClients(
            clients, socket: place.socket.string, queries: queries, rate: rate, seed: seed)
        var stamp = 0
        func write(_ command: String, _ phase: ReadingClients.Phase) throws {
            stamp += 1
            try place.stamped.write(stamp: stamp)
            readers.mayShow(stamp)
            try readers.begin(phase)
            try place.run(command)
            try readers.begin(.other)
            readers.mustShow(stamp)
        }
        try place.wait(seconds: 2)

        var footprints = [try place.footprint(after: 0)]
        var (commitCount, overtakingCount) = (0, 0)
        for number in 1...switches {
            let begin = ContinuousClock.now
            while commitCount < commits * number / switches {
                commitCount += 1
                try write("update", .updating)
                if commitCount % 10 == 0 { footprints.append(try place.footprint(after: commitCount)) }
            }
            try write("build", .building)
            // As long without a writer, and close in time: the machine is not ours alone.
            try readers.begin(.quiet)
            try place.wait(seconds: (ContinuousClock.now - begin) / .seconds(1))
            try readers.begin(.other)
            try readers.waitForRequest()
            place.daemon.send(SIGSTOP)
            for _ in 0..<Self.overtakingCommits {
                overtakingCount += 1
                try write("update", .other)
            }
            place.daemon.send(SIGCONT)
        }
        footprints.append(try place.footprint(after: commitCount))
        let report = try readers.end()
        if let growth = ProcessFootprint.growth(footprints) { throw ReadingFailure("the daemon grows: \(growth)") }
        let state = try place.state()
        guard state.generation == switches + 1 else {
            throw ReadingFailure("\(switches) builds have led to generation \(state.generation)")
        }
        return Result(
            documents: documents.documents.count, clients: clients, requestsPerSecond: rate, commits: commitCount,
            switches: switches, overtakingCommits: overtakingCount, repeatedSearches: state.repeatedSearches,
            requests: report.answeredCount, stampedAnswers: report.stampedCount, seenStamps: report.seenStamps.count,
            stamps: stamp + 1,
            milliseconds: Dictionary(uniqueKeysWithValues: report.milliseconds.map { ($0.key.rawValue, $0.value) }),
            footprints: footprints)
    }
}
