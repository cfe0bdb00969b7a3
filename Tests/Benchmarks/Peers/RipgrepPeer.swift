import SystemPackage

/// ripgrep, which needs no index.
struct RipgrepPeer: Peer {
    let name = "ripgrep"
    let settings = "--fixed-strings --ignore-case --files-with-matches, the number of threads it takes by itself"
    let fairness = "No index and no order: reads all files for each query, and lists all that have the piece"
    let remedy = "apt-get install ripgrep"
    let threadCounts: [Int] = []
    let kinds: Set<QueryKind> = [.exact, .character, .filtered]
    let ways: [PeersRun.Way] = []

    func version(_ place: PeerPlace) -> String? { PeerPrograms.firstLine(["rg", "--version"], in: place) }

    func build(_ place: PeerPlace, threads: Int) -> PeerProgram? { nil }

    func update(_ place: PeerPlace) -> PeerProgram? { nil }

    func client(_ place: PeerPlace, _ query: PeerQuery) -> PeerProgram? {
        let only = query.fileExtension.map { ["--glob", "*.\($0)"] } ?? []
        return PeerProgram(
            arguments: ["rg", "--fixed-strings", "--ignore-case", "--files-with-matches", "--no-config"] + only
                + ["-e", query.words[0], place.corpus.folder.string],
            accepted: [0, 1])
    }
}
