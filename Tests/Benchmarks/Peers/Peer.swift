import SystemPackage

/// A search system as it is measured: what is run to build, update and ask an index of its own.
protocol Peer: Sendable {
    var name: String { get }
    /// How it is set up, in a sentence.
    var settings: String { get }
    /// What it does more or less of than Sou in this run, in a sentence.
    var fairness: String { get }
    /// What has to be installed for it.
    var remedy: String { get }
    /// With how many threads it builds, each measured; 0 when it decides itself; empty when it makes no index.
    var threadCounts: [Int] { get }
    /// What it can be asked in its own process.
    var kinds: Set<QueryKind> { get }
    /// How it can be asked in its own process.
    var ways: [PeersRun.Way] { get }

    /// Its version; nil when it is not installed.
    func version(_ place: PeerPlace) -> String?
    /// Makes what has to be there before anything is measured.
    func prepare(_ place: PeerPlace) throws
    func build(_ place: PeerPlace, threads: Int) -> PeerProgram?
    /// Brings the index up to the files of `changed`, which is known only to peers that do not look for themselves.
    func update(_ place: PeerPlace) -> PeerProgram?
    /// A program that asks a file of queries in one process, and prints a line for each.
    func query(_ place: PeerPlace, queries: FilePath, _ way: PeersRun.Way) -> PeerProgram?
    /// A whole process for one query; nil when there is none, or not for this kind.
    func client(_ place: PeerPlace, _ query: PeerQuery) -> PeerProgram?
}

extension Peer {
    func prepare(_ place: PeerPlace) throws {}
    func query(_ place: PeerPlace, queries: FilePath, _ way: PeersRun.Way) -> PeerProgram? { nil }
    func client(_ place: PeerPlace, _ query: PeerQuery) -> PeerProgram? { nil }
}

/// A program with what it is given.
struct PeerProgram {
    var arguments: [String]
    var environment: [String: String] = [:]
    /// The exit statuses that mean that all went well.
    var accepted: Set<Int32> = [0]
}

/// Where a peer works, and on what.
struct PeerPlace {
    /// The peer's own.
    var folder: FilePath
    var corpus: PeerCorpus
    /// Lists of all files and of those that change, one path a line.
    var list: FilePath
    var changed: FilePath
    /// The folder of Sou's programs.
    var programs: String
    /// How often queries are asked before they are measured.
    var warmups: Int
    /// What one kind of queries may take, about.
    var seconds: Double

    var index: FilePath { folder.appending("index") }

    /// What every program takes that asks queries.
    func queryArguments(_ queries: FilePath) -> [String] {
        [index.string, queries.string, String(warmups), String(seconds)]
    }

    /// What the peers' programs take: the last tells whether they make snippets.
    func queryArguments(_ queries: FilePath, _ way: PeersRun.Way) -> [String] {
        queryArguments(queries) + [way == .processWithSnippets ? "1" : "0"]
    }
}
