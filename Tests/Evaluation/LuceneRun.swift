import Foundation
import SystemPackage
import TestSupport

/// Lucene's CJKAnalyzer with BM25, asked for any of the terms: what ours is measured against. A program of its own, for
/// which neither the product nor its tests need Java.
struct LuceneRun {
    static let name = "Lucene CJKAnalyzer, BM25(1.2, 0.75)"

    /// Where Debian's liblucene8-java puts its archives.
    var archives = "/usr/share/java"
    var java = "/usr/bin/java"

    private static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Lucene/LuceneRanking.java").path

    /// For each query the numbers of the first ten documents.
    ///
    /// Throws: `EvaluationFailure`, `ChildProcess.Failure`.
    func rankings(_ set: RetrievalSet, scratch: FilePath) throws -> [[Int]] {
        let (documents, queries) = (scratch.appending("lucene-documents"), scratch.appending("lucene-queries"))
        try write(lines(set.documents.map { "\($0.title)\n\($0.text)" }).utf8, to: documents)
        try write(lines(set.queries.map(\.text)).utf8, to: queries)
        let run = try ChildProcess(
            java, ["-Xmx1g", "-cp", try classPath(), Self.source, documents.string, queries.string],
            environment: ["LC_ALL": "C.UTF-8"], in: scratch)
        let result = try run.wait(seconds: 1_800)
        let rankings = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
            line.split(separator: " ").compactMap { Int($0) }
        }
        guard result.status == 0, rankings.count == set.queries.count else {
            throw EvaluationFailure(description: "cannot rank with Lucene: status \(result.status): \(result.error)")
        }
        return Array(rankings)
    }

    private func classPath() throws -> String {
        let remedy = "apt-get install liblucene8-java default-jdk-headless"
        guard FileManager.default.isExecutableFile(atPath: java) else {
            throw EvaluationFailure(description: "cannot run Lucene: there is no '\(java)'; \(remedy)")
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: archives)) ?? []
        let needed = try ["lucene-core-8", "lucene-analyzers-common-8"].map { prefix in
            guard let name = names.first(where: { $0.hasPrefix(prefix) && $0.hasSuffix(".jar") }) else {
                throw EvaluationFailure(
                    description: "cannot run Lucene: there is no \(prefix)….jar in '\(archives)'; \(remedy)")
            }
            return "\(archives)/\(name)"
        }
        return needed.joined(separator: ":")
    }

    /// A line for each text.
    private func lines(_ texts: [String]) -> String {
        texts.map { String($0.map { $0.isNewline ? " " : $0 }) + "\n" }.joined()
    }
}
