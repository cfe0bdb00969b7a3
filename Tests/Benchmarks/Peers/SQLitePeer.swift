/// SQLite's FTS5 with trigrams.
struct SQLitePeer: DrivenPeer {
    let name = "SQLite FTS5"
    let settings =
        "trigram, text stored, no journal, nothing synced, one transaction, 'optimize'; bm25; snippets by snippet()"
    let fairness = """
        From Python, whose share is small; words of one or two characters are beyond its index and found by a scan with \
        LIKE, unranked; a question is an OR of its trigrams
        """
    let remedy = "apt-get install python3"
    let threadCounts = [1]
    let kinds = Set(QueryKind.allCases)
    let ways: [PeersRun.Way] = [.process, .processWithSnippets]

    func driver(_ place: PeerPlace) -> [String] { ["python3", PeerPrograms.path("peer_sqlite.py")] }
}
