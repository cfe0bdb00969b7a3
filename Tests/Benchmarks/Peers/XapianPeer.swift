import SystemPackage

/// Xapian from C++ with Sou's schema.
struct XapianPeer: DrivenPeer {
    let name = "Xapian API"
    let settings = """
        C++, -O2; Sou's schema: Han characters and pairs, words, no positions, text in the data (zstd 6); BM25; \
        one writer a thread, nothing synced, then compact()
        """
    let fairness = """
        The floor: reads plain UTF-8, no extraction, no folding of forms or script, no titles, no stems, no checksums; \
        finds phrases as Sou does, by reading the text of candidates, but makes no snippets and ranks by BM25 alone
        """
    let remedy = "apt-get install g++ libxapian-dev libzstd-dev"
    let threadCounts = [1, 2]
    let kinds = Set(QueryKind.allCases)
    let ways: [PeersRun.Way] = [.process]

    func driver(_ place: PeerPlace) -> [String] { [Self.compiled(place)] }

    func version(_ place: PeerPlace) -> String? {
        Self.compile(place) ? PeerPrograms.firstLine([Self.compiled(place), "version"], in: place) : nil
    }

    /// The program, which asks indexes of omindex too.
    static func compiled(_ place: PeerPlace) -> String { place.folder.appending("PeerXapian").string }

    /// - Returns: whether there is a compiler, and what the program needs.
    static func compile(_ place: PeerPlace) -> Bool {
        let arguments = [
            "g++", "-O2", "-std=c++17", PeerPrograms.path("PeerXapian.cpp"), "-o", compiled(place), "-lxapian",
            "-lzstd",
            "-pthread",
        ]
        return (try? ProgramRun(arguments)) != nil
    }
}
