import Glibc
import SystemPackage
import TestSupport

/// What only Sou has: a daemon, and the parts of the corpus.
extension PeersMeasurement {
    /// The daemon on the index that was built last: each kind over one connection, whole clients, and many at once.
    func measureDaemon(
        _ sou: SouPeer, _ place: PeerPlace, _ round: Int, _ run: inout PeersRun, _ number: Int
    ) throws {
        let daemon = try sou.startDaemon(place)
        let socket = sou.socket(place).string
        for kind in QueryKind.allCases {
            guard let asked = queries.queries[kind], !asked.isEmpty else { continue }
            for _ in 0..<warmups { _ = try DaemonLoad.latencies(socket, asked, seconds: seconds / 2) }
            let milliseconds = try DaemonLoad.latencies(socket, asked, seconds: seconds)
            run.results[number].queries.append(
                .init(round: round, way: .daemon, kind: kind, milliseconds: milliseconds.recorded))
        }
        try measureClients(sou, place, round, &run.results[number])
        let all = QueryKind.allCases.flatMap { queries.queries[$0] ?? [] }
        for count in all.isEmpty ? [] : clients {
            let load = DaemonLoad(socket: socket, queries: all, seconds: loadSeconds).run(clients: count, round: round)
            run.loads.append(load)
            Self.say("\(count) clients, round \(round): \(Int(load.requestsPerSecond)) requests a second")
        }
        try stop(daemon)
    }

    /// Builds of parts of the corpus and of more than it, beside the build of the whole that there was.
    func measureGrowth(
        _ sou: SouPeer, _ place: PeerPlace, _ round: Int, _ run: inout PeersRun, _ number: Int
    ) throws {
        guard !growthSteps.isEmpty, let whole = run.results[number].builds.last else { return }
        run.growth.append(
            .init(
                round: round, bytes: corpus.bytes, cost: whole.cost, indexBytes: whole.indexBytes,
                milliseconds: try latencies(sou, place, index: place.index)))
        func measure(_ folder: FilePath, bytes: Int) throws {
            let index = scratch.appending("grown-index")
            let cost = try start(
                sou.build(place, threads: whole.threads, folder: folder, index: index), place, watchesMemory: true)
            run.growth.append(
                .init(
                    round: round, bytes: bytes, cost: cost, indexBytes: try Self.allocatedBytes(in: index),
                    milliseconds: try latencies(sou, place, index: index)))
            try removeFolder(folder)
            try removeFolder(index)
        }
        let folder = scratch.appending("grown")
        for step in growthSteps { try measure(folder, bytes: try corpus.link(each: step, into: folder)) }
        if let grownBytes, round == rounds {
            try measure(folder, bytes: try corpus.grow(toBytes: grownBytes, in: folder))
            Self.say("grown to \(grownBytes / 1_000_000) MB")
        }
    }

    /// Of all queries, once each over one connection, after they have been asked once.
    private func latencies(_ sou: SouPeer, _ place: PeerPlace, index: FilePath) throws -> [Double] {
        let daemon = try sou.startDaemon(place, index: index)
        let socket = sou.socket(place).string
        let all = QueryKind.allCases.flatMap { queries.queries[$0] ?? [] }
        _ = try DaemonLoad.latencies(socket, all, seconds: 2 * seconds)
        let milliseconds = try DaemonLoad.latencies(socket, all, seconds: 2 * seconds)
        try stop(daemon)
        return milliseconds.recorded
    }

    private func stop(_ daemon: ChildProcess) throws {
        daemon.send(SIGTERM)
        let end = try daemon.wait(seconds: 30)
        guard end.status == 0 else {
            throw ProgramRun.Failure(description: "the daemon ended with \(end.status): \(end.error)")
        }
    }
}
