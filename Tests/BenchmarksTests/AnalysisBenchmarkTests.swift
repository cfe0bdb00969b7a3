import ArgumentParser
import Foundation
import Testing

@testable import Benchmarks

struct AnalysisBenchmarkTests {
    @Test func `the benchmark of analysis runs on its own samples and writes its numbers`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sou-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let json = folder.appendingPathComponent("run.json")
        let benchmark = try AnalysisBenchmark.parse(["--rounds", "2", "--limit-mb", "1", "--json", json.path])
        try benchmark.run()
        let run = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: json)) as? [String: Any])
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.map { $0["corpus"] as? String } == ["generated", "generated, cut at 1000 B"])
        for result in results {
            for name in ["fold", "segments", "terms"] {
                let measurement = try #require(result[name] as? [String: Any])
                #expect((measurement["cpuSeconds"] as? [Double])?.filter { $0 > 0 }.count == 2)
            }
        }
    }

    @Test func `the files of a folder are read in order, and what is not UTF-8 is left out`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sou-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, bytes) in [("b", Array("字".utf8)), ("a", Array("ab".utf8)), ("c", [0xFF])] {
            try Data(bytes).write(to: folder.appendingPathComponent(name))
        }
        let corpus = try Corpus(folder: folder.path, upToBytes: 100)
        #expect(corpus.documents == [Array("ab".utf8), Array("字".utf8)])
        #expect(corpus.sizeBytes == 5)
    }

    @Test func `a text is cut at characters`() throws {
        let corpus = Corpus.generated(sizeBytes: 5_000)
        let pieces = corpus.cut(intoBytes: 100).documents
        #expect(pieces.flatMap { $0 } == corpus.documents.flatMap { $0 })
        #expect(pieces.allSatisfy { $0.count <= 100 && String(validating: $0, as: UTF8.self) != nil })
    }
}
