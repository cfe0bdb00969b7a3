import Foundation
import SystemPackage

/// Lucene with its CJKAnalyzer.
struct LucenePeer: DrivenPeer {
    let name = "Lucene"
    let settings = """
        CJKAnalyzer, BM25(1.2, 0.75), positions, text stored, 256 MB of buffer, -Xmx1g, no forced merge; snippets by \
        UnifiedHighlighter, two passages
        """
    let fairness = """
        Reads plain UTF-8, no extraction and no folding of Traditional forms; its program's start is within the build; \
        a character is found only where it stands alone
        """
    let remedy = "apt-get install liblucene8-java default-jdk-headless"
    let threadCounts = [1, 2]
    let kinds = Set(QueryKind.allCases)
    let ways: [PeersRun.Way] = [.process, .processWithSnippets]

    private static let archives = "/usr/share/java"
    private static let parts = [
        "lucene-core-", "lucene-analyzers-common-", "lucene-highlighter-", "lucene-memory-", "lucene-queries-",
    ]

    func driver(_ place: PeerPlace) -> [String] {
        ["java", "-Xmx1g", "-cp", classPath(place), "PeerLucene"]
    }

    func version(_ place: PeerPlace) -> String? {
        let compile = [
            "javac", "-cp", classPath(place), "-d", classes(place), PeerPrograms.path("PeerLucene.java"),
        ]
        guard (try? ProgramRun(compile)) != nil else { return nil }
        return PeerPrograms.firstLine(driver(place) + ["version"], in: place)
    }

    private func classes(_ place: PeerPlace) -> String { place.folder.appending("classes").string }

    private func classPath(_ place: PeerPlace) -> String {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: Self.archives)) ?? []).sorted()
        let archives = Self.parts.compactMap { part in
            names.first {
                $0.hasPrefix(part) && $0.hasSuffix(".jar") && $0.dropFirst(part.count).first?.isNumber == true
            }
        }
        return (archives.map { "\(Self.archives)/\($0)" } + [classes(place)]).joined(separator: ":")
    }
}
