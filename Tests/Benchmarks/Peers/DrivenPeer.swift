import SystemPackage

/// A peer that is a library: a small program of ours drives it, and hands it the texts.
protocol DrivenPeer: Peer {
    /// The program and the arguments before the command.
    func driver(_ place: PeerPlace) -> [String]
}

extension DrivenPeer {
    func version(_ place: PeerPlace) -> String? {
        PeerPrograms.firstLine(driver(place) + ["version"], in: place)
    }

    func build(_ place: PeerPlace, threads: Int) -> PeerProgram? {
        program(place, "build", [place.index.string, place.list.string, String(threads)])
    }

    func update(_ place: PeerPlace) -> PeerProgram? {
        program(place, "update", [place.index.string, place.changed.string])
    }

    func query(_ place: PeerPlace, queries: FilePath, _ way: PeersRun.Way) -> PeerProgram? {
        program(place, "query", place.queryArguments(queries, way))
    }

    private func program(_ place: PeerPlace, _ command: String, _ arguments: [String]) -> PeerProgram {
        // Else Python leaves files beside our sources.
        PeerProgram(
            arguments: driver(place) + [command] + arguments, environment: ["PYTHONDONTWRITEBYTECODE": "1"])
    }
}
