import Foundation
import Glibc
import SystemPackage
import TestSupport

/// Sou as it is installed.
struct SouPeer: Peer {
    let name = "Sou"
    let settings = "as installed, without a configuration file; --jobs is the number of threads"
    let fairness = """
        Extracts in sandboxed processes of their own, folds forms and script, reads Markdown, stores texts with \
        checksums, makes all of it durable; answers always with snippets, marks and titles; when no document has all \
        words of an AND, it goes on to those with most of them, and when nothing is found it guesses what was meant, which \
        none of the others is asked for; in process it hands each query over to a thread, as its daemon does: both are left \
        out where it is asked as the others are
        """
    let remedy = "make build"
    let threadCounts = [1, 2]
    let kinds = Set(QueryKind.allCases)
    let ways: [PeersRun.Way] = [.processWithSnippets, .processAlike]

    func version(_ place: PeerPlace) -> String? {
        PeerPrograms.firstLine(["\(place.programs)/sou-index", "--version"], in: place)
    }

    func prepare(_ place: PeerPlace) throws {
        try "".write(toFile: configuration(place), atomically: true, encoding: .utf8)
    }

    func build(_ place: PeerPlace, threads: Int) -> PeerProgram? {
        build(place, threads: threads, folder: place.corpus.folder, index: place.index)
    }

    /// The same of another folder.
    func build(_ place: PeerPlace, threads: Int, folder: FilePath, index: FilePath) -> PeerProgram {
        indexer(place, ["build", "--quiet", "--jobs", String(threads), "--index", index.string, folder.string])
    }

    func update(_ place: PeerPlace) -> PeerProgram? {
        indexer(place, ["update", "--quiet", "--index", place.index.string, place.corpus.folder.string])
    }

    func query(_ place: PeerPlace, queries: FilePath, _ way: PeersRun.Way) -> PeerProgram? {
        let options = way == .processAlike ? ["--alike"] : []
        return BuiltProgram.path("sou-bench").map {
            PeerProgram(arguments: [$0, "ask"] + options + place.queryArguments(queries))
        }
    }

    func client(_ place: PeerPlace, _ query: PeerQuery) -> PeerProgram? {
        PeerProgram(
            arguments: ["\(place.programs)/sou", "--socket", socket(place).string, query.typed], accepted: [0, 1])
    }

    /// Starts its daemon, which listens when this returns.
    ///
    /// - Parameter index: the one that was built last without it.
    func startDaemon(_ place: PeerPlace, index: FilePath? = nil) throws -> ChildProcess {
        let daemon = try ChildProcess(
            "\(place.programs)/soud", ["--index", (index ?? place.index).string, "--socket", socket(place).string],
            environment: ["SOU_CONFIG": configuration(place), "HOME": place.folder.string, "LC_ALL": "C.UTF-8"],
            in: place.folder)
        let end = ContinuousClock.now + .seconds(60)
        while (try? DaemonConnection(path: socket(place).string)) == nil {
            if let result = try daemon.poll() { throw ProgramRun.Failure(description: result.error) }
            guard ContinuousClock.now < end else {
                throw ProgramRun.Failure(description: "cannot ask the daemon: it does not listen")
            }
            usleep(10_000)
        }
        return daemon
    }

    /// Where its daemon listens; a short name, for a socket's path may have 107 bytes.
    func socket(_ place: PeerPlace) -> FilePath { place.folder.appending("s") }

    func configuration(_ place: PeerPlace) -> String { place.folder.appending("sou.toml").string }

    private func indexer(_ place: PeerPlace, _ arguments: [String]) -> PeerProgram {
        PeerProgram(
            arguments: ["\(place.programs)/sou-index"] + arguments,
            environment: ["SOU_CONFIG": configuration(place)])
    }
}
