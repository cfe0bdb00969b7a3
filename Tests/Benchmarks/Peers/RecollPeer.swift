import Foundation
import SystemPackage
import TestSupport

/// Recoll by its command line programs.
struct RecollPeer: Peer {
    let name = "Recoll"
    let settings = """
        cjkngramlen 2, texts stored, no stems, .md as text/plain, its default threads; asked by recollq, whose answer \
        has the first ten hits
        """
    let fairness = """
        Asked as a whole process for each query, for it has no program that stays; makes abstracts only when it is asked \
        for them, and was not
        """
    let remedy = "apt-get install recollcmd"
    /// As many as it thinks fit.
    let threadCounts = [0]
    let kinds = Set(QueryKind.allCases)
    let ways: [PeersRun.Way] = []

    func version(_ place: PeerPlace) -> String? {
        // It says its version where it explains its use, and so ends with an error.
        let output = place.folder.appending("version")
        guard (try? ProgramRun(["recollindex", "-h"], accepted: [0, 1], output: output, errors: output)) != nil else {
            return nil
        }
        return PeerPrograms.firstLine(["dpkg-query", "-W", "-f", "${Version}\n", "recollcmd"], in: place) ?? "unknown"
    }

    func prepare(_ place: PeerPlace) throws {
        let lines = [
            "topdirs = \"\(place.corpus.folder.string)\"", "dbdir = \(place.index.string)", "indexstemminglanguages =",
            "cjkngramlen = 2", "loglevel = 1", "skippedPaths =", "nocjk = 0",
        ]
        try write(lines.map { $0 + "\n" }.joined(), to: place.folder.appending("recoll.conf"))
        try write("[index]\ntext/markdown = internal text/plain\n", to: place.folder.appending("mimeconf"))
        try write(".md = text/plain\n", to: place.folder.appending("mimemap"))
    }

    func build(_ place: PeerPlace, threads: Int) -> PeerProgram? {
        program(place, ["recollindex", "-c", place.folder.string, "-z"])
    }

    func update(_ place: PeerPlace) -> PeerProgram? {
        program(place, ["recollindex", "-c", place.folder.string])
    }

    /// A question is asked by its pairs, for Recoll makes one phrase of a run of Han.
    func client(_ place: PeerPlace, _ query: PeerQuery) -> PeerProgram? {
        let mode = query.kind == .question ? ["-o", query.pairs] : [query.typed]
        return program(place, ["recollq", "-c", place.folder.string, "-n", "10"] + mode)
    }

    private func program(_ place: PeerPlace, _ arguments: [String]) -> PeerProgram {
        PeerProgram(arguments: arguments, environment: ["HOME": place.folder.string, "LC_ALL": "C.UTF-8"])
    }
}
