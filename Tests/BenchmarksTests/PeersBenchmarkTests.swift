import ArgumentParser
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Benchmarks

struct PeersBenchmarkTests {
    private static let areBuilt = ["sou", "soud", "sou-index", "sou-extract", "sou-bench"].allSatisfy {
        BuiltProgram.path($0) != nil
    }

    @Test(.enabled(if: areBuilt, "needs the programs beside the tests"))
    func `Sou is built, asked in its process, by its daemon and by its client, loaded, updated and grown`() throws {
        try withTemporaryFolder { folder in
            let programs = URL(fileURLWithPath: try #require(BuiltProgram.path("soud"))).deletingLastPathComponent()
            let output = folder.appending("run")
            try PeersBenchmark.parse([
                "--output", output.string, "--rounds", "1", "--only", "sou", "--programs", programs.path, "--limit",
                "3",
                "--client-queries", "1", "--warmups", "1", "--load-seconds", "0.1", "--growth", "--generated-mb", "0.1",
                "--grown-mb", "0.2",
            ]).run()

            let raw = Data(try read(output.appending("raw.json")))
            let run = try JSONDecoder().decode(PeersRun.self, from: raw)
            let sou = try #require(run.results.first)
            #expect(sou.failures.isEmpty)
            #expect(sou.builds.map(\.threads) == [1, 2] && sou.builds.allSatisfy { $0.indexBytes > 0 })
            #expect(sou.updates.count == 1)
            for kind in QueryKind.allCases {
                #expect(
                    Set(sou.queries.filter { $0.kind == kind && !$0.milliseconds.isEmpty }.map(\.way))
                        == [.processWithSnippets, .processAlike, .daemon, .client])
            }
            // Pieces of the texts are found in them.
            let exact = sou.queries.first { $0.kind == .exact && $0.way == .processWithSnippets }
            #expect(exact?.answered == 3)
            // On a busy machine a debug build may leave requests of 64 clients past the daemon's deadline.
            #expect(run.loads.map(\.clients) == [1, 8, 64] && run.loads.first?.errors == 0)
            #expect(run.growth.count == 5 && run.growth.allSatisfy { !$0.milliseconds.isEmpty })
            let report = String(decoding: try read(output.appending("report.md")), as: UTF8.self)
            #expect(report == run.markdown && report.contains("generated from the project's own sample sentences"))
        }
    }

    @Test func `a peer that is not known is refused with the names of those that are`() {
        #expect(throws: (any Error).self) { try PeersBenchmark.parse(["--output", "/x", "--only", "grep"]) }
    }

    @Test(arguments: [
        ("塘", "character\t\t塘"), ("矩阵", "exact\t\t矩阵"), ("缓存 一致性", "and\t\t缓存\t一致性"),
        ("钩鼻海蛇又叫什么？", "question\t\t钩鼻海蛇又叫什么？"), ("SSH 密钥", "and\t\tSSH\t密钥"),
        ("悠长假期 收割机怎么用", "question\t\t悠长假期 收割机怎么用"),
        // Marks that mean something to one peer or another are no part of what is sought.
        ("“感动人心”", "exact\t\t感动人心"), ("C++", "character\t\tC"),
    ])
    func `a line is a query of its kind`(line: String, expected: String) throws {
        let query = try #require(PeerQuery(line))
        #expect(query.line == expected)
        #expect(try PeerQuery(driverLine: query.line) == query)
    }

    @Test func `a question is also told by its pairs, none of which has a blank`() {
        #expect(PeerQuery(.question, ["渡口 什么样"]).pairs == "渡口 什么 么样")
    }

    @Test(arguments: ["", " ", "123", "“”", "----"])
    func `a line with nothing to seek is no query`(line: String) {
        #expect(PeerQuery(line) == nil)
    }

    @Test func `exact pieces are asked again with each extension, and of many queries some are taken evenly`() {
        let set = QuerySet(lines: ["甲乙", "丙丁", "戊己", "庚辛", "甲乙"], extensions: ["md", "txt"], limit: 2)
        #expect(set.queries[.exact]?.map(\.typed) == ["\"甲乙\"", "\"戊己\""])
        #expect(set.queries[.filtered]?.map(\.line) == ["filtered\tmd\t甲乙", "filtered\tmd\t戊己"])
        #expect(set.queries[.filtered]?.first?.typed == "\"甲乙\" ext:md")
        #expect(set.queries[.character]?.map(\.typed) == ["甲", "戊"])
    }

    @Test func `queries made of texts are of every kind, and always the same`() {
        let texts = ["清晨的渡口还笼着薄雾，摆渡人已经把船缆解开。", "no Chinese", "学会提问，比记住一百个答案更难。"]
        let lines = QuerySet.lines(from: texts, count: 20)
        #expect(lines == QuerySet.lines(from: texts, count: 20))
        let set = QuerySet(lines: lines, extensions: ["txt"], limit: 5)
        #expect(QueryKind.allCases.allSatisfy { set.queries[$0]?.isEmpty == false })
        for query in set.queries[.exact] ?? [] { #expect(texts.contains { $0.contains(query.words[0]) }) }
        #expect(QuerySet.lines(from: ["no Chinese"], count: 3).isEmpty)
    }

    @Test func `a corpus is copied without what is hidden or no UTF-8, changed and restored`() throws {
        try withTemporaryFolder { folder in
            let source = folder.appending("source")
            for number in 0..<100 { try write("第\(number)页。\n", to: source.appending("\(number).md")) }
            try write("藏", to: source.appending(".hidden/a.txt"))
            try write([0xFF, 0xFE], to: source.appending("b.txt"))
            let corpus = try PeerCorpus(folder: source.string, copiedTo: folder.appending("copy"))
            #expect(corpus.files.count == 100 && corpus.extensions == ["md"])
            #expect(corpus.changedFiles.count == 1)
            let changed = try #require(corpus.changedFiles.first)
            let original = try read(changed)
            try corpus.change()
            let first = try read(changed)
            try corpus.change()
            #expect(first != original && first.starts(with: original))
            #expect(try read(changed) != first)
            try corpus.restore()
            #expect(try read(changed) == original)
            let part = folder.appending("part")
            let bytes = try corpus.link(each: 4, into: part)
            #expect(try FileManager.default.subpathsOfDirectory(atPath: part.string).count == 25)
            #expect(bytes < corpus.bytes)
            let grown = folder.appending("grown")
            let grownBytes = try corpus.grow(toBytes: 3 * corpus.bytes, in: grown)
            #expect((3 * corpus.bytes...3 * corpus.bytes + 20).contains(grownBytes))
            #expect(try FileManager.default.subpathsOfDirectory(atPath: grown.string).count >= 303)
            #expect(try read(grown.appending("0/7.md")) == read(corpus.folder.appending("7.md")))
            #expect(try read(grown.appending("1/7.md")) != read(corpus.folder.appending("7.md")))
        }
    }

    @Test func `what the peers' programs print is read, and anything else is refused`() throws {
        let answers = try PeersMeasurement.answers(in: "1500000 10\n2000 0\n")
        #expect(answers.map(\.milliseconds) == [1.5, 0.002] && answers.map(\.hits) == [10, 0])
        for output in ["1500000", "a 1", "1 2 3"] {
            #expect(throws: ProgramRun.Failure.self) { try PeersMeasurement.answers(in: output) }
        }
    }

    @Test func `the memory of a program is that of all its processes together, and not of the one that starts it`()
        throws
    {
        // Two processes with 30 MB each, which take about a second.
        let hold = "dd if=/dev/zero of=/dev/null bs=30000000 count=300"
        let run = try ProgramRun(["sh", "-c", "\(hold) & \(hold); wait"], watchesMemory: true)
        #expect((60_000_000..<120_000_000).contains(run.peakBytes))
        #expect(try ProgramRun(["sleep", "0.2"], watchesMemory: true).peakBytes < 10_000_000)
    }

    @Test func `a file with a hole counts what it takes`() throws {
        try withTemporaryFolder { folder in
            try write(String(repeating: "字", count: 4_096), to: folder.appending("a/b"))
            let whole = try PeersMeasurement.allocatedBytes(in: folder)
            #expect(whole >= 12_288)
            #expect(truncate(folder.appending("a/hole").string, 0) != 0)
            try write("", to: folder.appending("a/hole"))
            #expect(truncate(folder.appending("a/hole").string, 1 << 30) == 0)
            #expect(try PeersMeasurement.allocatedBytes(in: folder) < whole + 1 << 20)
        }
    }

    @Test func `an exponent is the slope of the logarithms`() {
        let sizes = [10.0, 20, 40, 80]
        #expect(abs(PeersRun.exponent(of: sizes.map { 3 * $0 * $0 }, over: sizes) - 2) < 1e-9)
        #expect(abs(PeersRun.exponent(of: sizes.map { $0 / 7 }, over: sizes) - 1) < 1e-9)
        #expect(PeersRun.exponent(of: [5], over: [10]) == 0)
    }

    @Test func `a report has medians of the rounds, and says what is missing and what failed`() {
        var run = PeersRun(
            machine: .read(), command: ["sou-bench", "peers"], rounds: 3, warmups: 2,
            text: .init(
                name: "texts", files: 7, bytes: 2_000_000, changedFiles: 1, changedBytes: 50_000, queries: "zh.txt",
                queryCounts: ["exact": 2]))
        func cost(_ seconds: Double) -> ProgramRun {
            ProgramRun(wallSeconds: seconds, cpuSeconds: 2 * seconds, peakBytes: 30_000_000)
        }
        var one = PeersRun.Result(name: "One", settings: "as it is", fairness: "none", remedy: "", version: "1.0")
        for (round, seconds) in [1.0, 4, 2].enumerated() {
            one.builds.append(.init(round: round, threads: 1, cost: cost(seconds), indexBytes: 3_000_000))
            one.updates.append(.init(round: round, cost: cost(seconds / 10)))
            one.queries.append(
                .init(round: round, way: .process, kind: .exact, milliseconds: [seconds, 9], answered: 1))
        }
        one.failures = ["round 3: it fell over"]
        let other = PeersRun.Result(
            name: "Other", settings: "none", fairness: "none", remedy: "apt-get install other", version: nil)
        run.results = [one, other]
        run.loads = [.init(round: 1, clients: 8, requestsPerSecond: 1234.4, errors: 2, milliseconds: [1, 2, 3])]
        let report = run.markdown
        #expect(report.contains("| One | 1 | 1.0 | 2.00 | 4.00 | 200.0 | 30 | 1.50 | 0.20 | 0.40 |"))
        #expect(report.contains("| One | in process | 2 | 50 % | 9.000 | 9.000 | 9.000 |"))
        #expect(report.contains("| 8 | 1234 | 2 | 2.000 | 3.000 | 3.000 |"))
        #expect(report.contains("**Other** not installed (apt-get install other)"))
        #expect(report.contains("Went wrong: round 3: it fell over"))
        #expect(!report.contains("Growth"))

        run.growth = [(1_000_000, 1.2), (4_000_000, 0.3)].map { bytes, seconds in
            .init(round: 1, bytes: bytes, cost: cost(seconds), indexBytes: bytes, milliseconds: [seconds, 9])
        }
        #expect(run.markdown.contains("| 4.0 | 0.30 | 0.60 | 30 | 1.00 | 9.000 | 9.000 |"))
        #expect(run.markdown.contains("seconds -1.00, CPU seconds -1.00, index 1.00, query p50 0.00"))
    }
}
