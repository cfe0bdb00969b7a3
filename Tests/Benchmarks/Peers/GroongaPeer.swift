/// Groonga with its bigrams.
struct GroongaPeer: DrivenPeer {
    let name = "Groonga"
    let settings = """
        TokenBigram, NormalizerNFKC150, positions, text stored, index made when the texts are loaded; no query cache; \
        snippets by snippet_html()
        """
    let fairness = """
        Through its program's standard input, as JSON made in Python; its latencies are what it says itself, without \
        the pipe
        """
    let remedy = "apt-get install groonga-bin python3"
    let threadCounts = [1]
    let kinds = Set(QueryKind.allCases)
    let ways: [PeersRun.Way] = [.process, .processWithSnippets]

    func driver(_ place: PeerPlace) -> [String] { ["python3", PeerPrograms.path("peer_groonga.py")] }
}
