import Foundation
import Glibc
import SystemPackage
import TestSupport

/// Every peer in turn, round after round, on one corpus.
struct PeersMeasurement {
    /// The peers that there are, Sou first.
    static let peers: [any Peer] = [
        SouPeer(), XapianPeer(), LucenePeer(), TantivyPeer(), GroongaPeer(), SQLitePeer(), OmindexPeer(), RecollPeer(),
        RipgrepPeer(),
    ]

    var peers: [any Peer]
    var corpus: PeerCorpus
    var queries: QuerySet
    var rounds: Int
    var warmups: Int
    /// What one kind of queries may take.
    var seconds: Double
    /// Of each kind, asked by whole processes.
    var clientQueries: Int
    /// How many ask the daemon at once.
    var clients: [Int]
    var loadSeconds: Double
    /// The shares of the corpus that are built, as 1 / step.
    var growthSteps: [Int]
    /// How much more text is built at last.
    var grownBytes: Int?
    var programs: String
    var scratch: FilePath

    /// Measures all that is installed.
    ///
    /// Throws: what the system says when files cannot be written; a peer that fails is said in its result.
    func run(_ run: inout PeersRun) throws {
        let lists = (all: scratch.appending("all-files"), changed: scratch.appending("changed-files"))
        try write(corpus.files.map { $0.path.string + "\n" }.joined(), to: lists.all)
        try write(corpus.changedFiles.map { $0.string + "\n" }.joined(), to: lists.changed)
        let places = try peers.indices.map { number in
            let folder = scratch.appending("\(number)")
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            return PeerPlace(
                folder: folder, corpus: corpus, list: lists.all, changed: lists.changed, programs: programs,
                warmups: warmups, seconds: seconds)
        }
        for (peer, place) in zip(peers, places) {
            let version = peer.version(place)
            if version == nil { Self.say("\(peer.name) is not installed, and left out: \(peer.remedy)") }
            run.results.append(
                PeersRun.Result(
                    name: peer.name, settings: peer.settings, fairness: peer.fairness, remedy: peer.remedy,
                    version: version))
        }
        for round in 1...rounds {
            for (number, peer) in peers.enumerated() where run.results[number].version != nil {
                do {
                    try measure(peer, places[number], round, &run.results[number])
                    if let sou = peer as? SouPeer {
                        try measureDaemon(sou, places[number], round, &run, number)
                    } else {
                        try measureClients(peer, places[number], round, &run.results[number])
                    }
                    try measureUpdate(peer, places[number], round, &run.results[number])
                    if let sou = peer as? SouPeer { try measureGrowth(sou, places[number], round, &run, number) }
                } catch {
                    Self.say("\(peer.name): \(error)")
                    run.results[number].failures.append("round \(round): \(error)")
                }
                try removeIndex(of: places[number])
            }
        }
    }

    private func measure(_ peer: any Peer, _ place: PeerPlace, _ round: Int, _ result: inout PeersRun.Result) throws {
        try corpus.restore()
        try peer.prepare(place)
        for threads in peer.threadCounts {
            try removeIndex(of: place)
            guard let program = peer.build(place, threads: threads) else { continue }
            let cost = try start(program, place, watchesMemory: true)
            let size = try Self.allocatedBytes(in: place.index)
            result.builds.append(.init(round: round, threads: threads, cost: cost, indexBytes: size))
            Self.say(
                "\(peer.name), round \(round), \(threads) threads: \(cost.wallSeconds.rounded3) s, \(size / 1_000_000) MB"
            )
        }
        for way in peer.ways {
            for kind in QueryKind.allCases where peer.kinds.contains(kind) {
                guard let asked = queries.queries[kind], !asked.isEmpty else { continue }
                let file = place.folder.appending("queries")
                try write(asked.map { $0.line + "\n" }.joined(), to: file)
                guard let program = peer.query(place, queries: file, way) else { continue }
                let answers = try Self.answers(in: try output(of: program, place))
                result.queries.append(
                    .init(
                        round: round, way: way, kind: kind,
                        milliseconds: answers.map(\.milliseconds).recorded, answered: answers.count { $0.hits > 0 }))
            }
        }
    }

    private func measureUpdate(
        _ peer: any Peer, _ place: PeerPlace, _ round: Int, _ result: inout PeersRun.Result
    ) throws {
        guard let program = peer.update(place) else { return }
        try corpus.change()
        result.updates.append(.init(round: round, cost: try start(program, place)))
        try corpus.restore()
    }

    func measureClients(
        _ peer: any Peer, _ place: PeerPlace, _ round: Int, _ result: inout PeersRun.Result
    ) throws {
        for kind in QueryKind.allCases where peer.kinds.contains(kind) {
            let asked = QuerySet.evenly(clientQueries, of: queries.queries[kind] ?? [])
            let milliseconds = try asked.compactMap { query in
                try peer.client(place, query).map { try start($0, place).wallSeconds * 1000 }
            }
            guard !milliseconds.isEmpty else { continue }
            result.queries.append(.init(round: round, way: .client, kind: kind, milliseconds: milliseconds.recorded))
        }
    }

    /// What the peers' programs print: nanoseconds and hits of each query.
    ///
    /// Throws: `ProgramRun.Failure` when it is anything else.
    static func answers(in output: String) throws -> [(milliseconds: Double, hits: Int)] {
        try output.split(separator: "\n").map { line in
            let fields = line.split(separator: " ")
            guard fields.count == 2, let nanoseconds = Double(fields[0]), let hits = Int(fields[1]) else {
                throw ProgramRun.Failure(description: "cannot read '\(line)' as the time and the hits of a query")
            }
            return (nanoseconds / 1e6, hits)
        }
    }

    func start(_ program: PeerProgram, _ place: PeerPlace, watchesMemory: Bool = false) throws -> ProgramRun {
        let errors = place.folder.appending("errors")
        do {
            return try ProgramRun(
                program.arguments, environment: program.environment, accepted: program.accepted,
                output: place.folder.appending("output"), errors: errors, watchesMemory: watchesMemory)
        } catch let failure as ProgramRun.Failure {
            let said = String(decoding: try read(errors).suffix(400), as: UTF8.self)
            throw ProgramRun.Failure(
                description: "\(failure.description): \(said.split(whereSeparator: \.isNewline).joined(separator: " "))"
            )
        }
    }

    private func output(of program: PeerProgram, _ place: PeerPlace) throws -> String {
        _ = try start(program, place)
        return String(decoding: try read(place.folder.appending("output")), as: UTF8.self)
    }

    private func removeIndex(of place: PeerPlace) throws {
        if FileManager.default.fileExists(atPath: place.index.string) { try removeFolder(place.index) }
    }

    /// What the files of a folder, or one file, take on the disk; holes take nothing.
    static func allocatedBytes(in path: FilePath) throws -> Int {
        let inner = FileManager.default.enumerator(atPath: path.string)?.compactMap { $0 as? String } ?? []
        return try ([path] + inner.map { path.pushing(FilePath($0)) }).reduce(0) { sum, file in
            var facts = stat()
            guard lstat(file.string, &facts) == 0 else { throw Errno(rawValue: errno) }
            return sum + (facts.st_mode & S_IFMT == S_IFREG ? Int(facts.st_blocks) * 512 : 0)
        }
    }

    /// Progress goes to standard error.
    static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
