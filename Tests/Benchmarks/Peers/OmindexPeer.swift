import SystemPackage

/// Xapian's own indexer of files, Omega's omindex.
struct OmindexPeer: Peer {
    let name = "omindex"
    let settings = "XAPIAN_CJK_NGRAM=1, .md as text/plain; asked by Xapian's query parser with FLAG_CJK_NGRAM"
    let fairness = """
        Stores 512 bytes of each text for its hits, from which its snippets are cut, and reads Markdown as plain text; \
        asked from C++ in one process, not through its CGI program
        """
    let remedy = "apt-get install xapian-omega g++ libxapian-dev libzstd-dev"
    let threadCounts = [1]
    let kinds = Set(QueryKind.allCases)
    let ways: [PeersRun.Way] = [.process, .processWithSnippets]

    func version(_ place: PeerPlace) -> String? {
        guard XapianPeer.compile(place) else { return nil }
        return PeerPrograms.firstLine(["omindex", "--version"], in: place)
    }

    func build(_ place: PeerPlace, threads: Int) -> PeerProgram? { program(place) }

    func update(_ place: PeerPlace) -> PeerProgram? { program(place) }

    func query(_ place: PeerPlace, queries: FilePath, _ way: PeersRun.Way) -> PeerProgram? {
        PeerProgram(
            arguments: [XapianPeer.compiled(place), "omega"] + place.queryArguments(queries, way))
    }

    private func program(_ place: PeerPlace) -> PeerProgram {
        PeerProgram(
            arguments: [
                "omindex", "--db", place.index.string, "--url", "/", "--mime-type=md:text/plain",
                place.corpus.folder.string,
            ], environment: ["XAPIAN_CJK_NGRAM": "1"])
    }
}
