/// tantivy with its n-gram tokenizer.
struct TantivyPeer: DrivenPeer {
    let name = "tantivy"
    let settings = "n-grams of 2 and 2, lower case, frequencies, text stored, 256 MB a thread; BM25; SnippetGenerator"
    let fairness = """
        From Python, which reads the files; its n-grams have no positions, so that an exact piece is asked as an AND of \
        its pairs, which is less than Sou answers; one character finds nothing
        """
    let remedy = "pip install tantivy"
    let threadCounts = [1, 2]
    let kinds: Set<QueryKind> = [.exact, .and, .question, .filtered]
    let ways: [PeersRun.Way] = [.process, .processWithSnippets]

    func driver(_ place: PeerPlace) -> [String] { ["python3", PeerPrograms.path("peer_tantivy.py")] }
}
