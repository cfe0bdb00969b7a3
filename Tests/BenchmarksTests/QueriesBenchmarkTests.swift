import ArgumentParser
import Foundation
import SystemPackage
import TestSupport
import Testing
import Wire

@testable import Benchmarks

struct QueriesBenchmarkTests {
    private static let areBuilt = ["soud", "sou-index", "sou-extract"].allSatisfy { BuiltProgram.path($0) != nil }

    @Test(.enabled(if: areBuilt, "needs the programs beside the tests"))
    func `the benchmark of queries builds an index, asks a daemon, and explains the slowest queries`() throws {
        try withTemporaryFolder { folder in
            try write("江上的桥在夏天修好了，渡船就停了。\n", to: folder.appending("documents/桥.txt"))
            try write("渡船的票价没有变。\n", to: folder.appending("documents/船.txt"))
            try write("渡船\n夏天修好\n没有的词语\n", to: folder.appending("queries"))
            let json = folder.appending("run.json")
            let programs = URL(fileURLWithPath: try #require(BuiltProgram.path("soud"))).deletingLastPathComponent()
            let benchmark = try QueriesBenchmark.parse([
                folder.appending("documents").string, folder.appending("queries").string, "--rounds", "2",
                "--programs", programs.path, "--json", json.string,
            ])
            try benchmark.run()

            let run = try JSONDecoder().decode(QueriesRun.self, from: Data(try read(json)))
            #expect(run.results.map(\.query) == ["渡船", "夏天修好", "没有的词语"])
            #expect(run.results.map(\.hits).prefix(2) == [2, 1])
            #expect(run.results.allSatisfy { $0.roundTripMilliseconds.count == 2 && $0.leastMilliseconds > 0 })
            #expect(try #require(run.processorMilliseconds) > 0)
            #expect(run.slowest.count == 3 && run.slowest.allSatisfy { $0.explanation?.timings.isEmpty == false })
        }
    }

    @Test func `a run is told as a table with quantiles and without what would break it`() {
        var run = QueriesRun(
            machine: .read(), limit: 10,
            results: (1...100).map { number in
                var result = QueriesRun.Result(query: "问|\(number)")
                result.roundTripMilliseconds = [Double(number), Double(number) + 1]
                result.tookMilliseconds = [Double(number) / 2]
                return result
            })
        run.slowest = run.slowestQueries(1).map { QueriesRun.Slow(result: $0) }
        #expect(run.markdown.contains("| `took_ms` | 25.500 | 45.500 | 48.000 | 50.000 | 50.000 |"))
        #expect(run.markdown.contains("| 问¦100 | 100.000 | 0 |"))
    }
}
