import Glibc

extension PeersRun {
    /// The page that is read.
    var markdown: String {
        (heading + buildTable + queryTables + loadTable + growthTable + peerNotes).joined(separator: "\n") + "\n"
    }

    private var heading: [String] {
        let counts = QueryKind.allCases.map { "\(text.queryCounts[$0.rawValue] ?? 0) \($0.title)" }
        return [
            "# Sou beside its peers", "", machine.markdown, "", "    " + command.joined(separator: " "), "",
            "Corpus: \(text.name), \(text.files) files, \(megabytes(text.bytes)) MB of UTF-8. Queries: \(text.queries); "
                + "\(counts.joined(separator: ", ")). Median of \(rounds) rounds, in each of which every system has its "
                + "turn; queries after \(warmups) passes to warm up. Raw numbers: raw.json.", "",
        ]
    }

    private var buildTable: [String] {
        var lines = [
            "## Building", "",
            "Memory is that of all processes together, looked at 50 times a second. The update is of \(text.changedFiles) changed files, "
                + "\(megabytes(text.changedBytes)) MB.", "",
            "| | threads | MB/s | s | CPU s | CPU s per 100 MB | peak MB | index bytes per byte of text | update s "
                + "| update CPU s |", "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
        ]
        for result in results {
            let updates = result.updates.map(\.cost)
            for threads in Set(result.builds.map(\.threads)).sorted() {
                let builds = result.builds.filter { $0.threads == threads }
                let (wall, cpu) = (builds.map(\.cost.wallSeconds).median, builds.map(\.cost.cpuSeconds).median)
                let size = builds.map { Double($0.indexBytes) }.median
                let isLast = threads == result.builds.map(\.threads).max()
                lines.append(
                    row([
                        result.name, threads == 0 ? "its own" : String(threads),
                        cell(Double(text.bytes) / wall / 1e6, 1),
                        cell(wall, 2), cell(cpu, 2), cell(cpu / Double(text.bytes) * 1e8, 1),
                        cell(builds.map { Double($0.cost.peakBytes) }.median / 1e6, 0),
                        cell(size / Double(text.bytes), 2),
                        isLast && !updates.isEmpty ? cell(updates.map(\.wallSeconds).median, 2) : "",
                        isLast && !updates.isEmpty ? cell(updates.map(\.cpuSeconds).median, 2) : "",
                    ]))
            }
        }
        return lines + [""]
    }

    private var queryTables: [String] {
        var lines = [
            "## Asking", "",
            "Milliseconds for the first ten hits; quantiles of a round, and their median over the rounds. *Answered* are "
                + "the queries that found something.", "",
            "| | way | queries | answered | p50 | p95 | p99 |", "|---|---|--:|--:|--:|--:|--:|",
        ]
        for kind in QueryKind.allCases {
            lines.append(row(["**\(kind.title)**", "", "", "", "", "", ""]))
            for result in results {
                for way in Way.allCases {
                    let rounds = result.queries.filter { $0.kind == kind && $0.way == way && !$0.milliseconds.isEmpty }
                    guard let first = rounds.first else { continue }
                    let answered = first.answered.map { "\($0 * 100 / first.milliseconds.count) %" } ?? ""
                    lines.append(
                        row(
                            [result.name, way.rawValue, String(first.milliseconds.count), answered]
                                + [0.5, 0.95, 0.99].map { share in
                                    rounds.map { $0.milliseconds.quantile(share) }.median.rounded3
                                }))
                }
            }
        }
        return lines + [""]
    }

    private var loadTable: [String] {
        guard !loads.isEmpty else { return [] }
        var lines = [
            "## The daemon under load", "",
            "Clients ask without a pause, each over a connection that is kept; they run on the same processors.", "",
            "| clients | requests a second | errors | p50 ms | p95 ms | p99 ms |", "|--:|--:|--:|--:|--:|--:|",
        ]
        for clients in Set(loads.map(\.clients)).sorted() {
            let rounds = loads.filter { $0.clients == clients }
            lines.append(
                row(
                    [
                        String(clients), cell(rounds.map(\.requestsPerSecond).median, 0),
                        String(rounds.reduce(0) { $0 + $1.errors }),
                    ]
                        + [0.5, 0.95, 0.99].map { share in
                            rounds.map { $0.milliseconds.quantile(share) }.median.rounded3
                        }))
        }
        lines += loads.compactMap(\.error).prefix(1).map { "\nThe first error: \($0)" }
        return lines + [""]
    }

    private var growthTable: [String] {
        guard !growth.isEmpty else { return [] }
        var lines = [
            "## Growth of Sou's index", "",
            "| MB of text | build s | CPU s | peak MB | index bytes per byte of text | query p50 ms | p99 ms |",
            "|--:|--:|--:|--:|--:|--:|--:|",
        ]
        var points: [(bytes: Double, wall: Double, cpu: Double, index: Double, query: Double)] = []
        for bytes in Set(growth.map(\.bytes)).sorted() {
            let rounds = growth.filter { $0.bytes == bytes }
            let point = (
                bytes: Double(bytes), wall: rounds.map(\.cost.wallSeconds).median,
                cpu: rounds.map(\.cost.cpuSeconds).median,
                index: rounds.map { Double($0.indexBytes) }.median,
                query: rounds.map { $0.milliseconds.quantile(0.5) }.median
            )
            points.append(point)
            lines.append(
                row([
                    megabytes(bytes), cell(point.wall, 2), cell(point.cpu, 2),
                    cell(rounds.map { Double($0.cost.peakBytes) }.median / 1e6, 0),
                    cell(point.index / point.bytes, 2), cell(point.query, 3),
                    cell(rounds.map { $0.milliseconds.quantile(0.99) }.median, 3),
                ]))
        }
        let measured = [points.map(\.wall), points.map(\.cpu), points.map(\.index), points.map(\.query)]
        let exponents = measured.map { cell(Self.exponent(of: $0, over: points.map(\.bytes)), 2) }
        return lines + [
            "",
            "Exponents, by least squares of the logarithms: seconds \(exponents[0]), CPU seconds \(exponents[1]), index "
                + "\(exponents[2]), query p50 \(exponents[3]).", "",
        ]
    }

    private var peerNotes: [String] {
        var lines = ["## Versions, settings, fairness", ""]
        for result in results {
            let version = result.version ?? "not installed (\(result.remedy))"
            lines.append("- **\(result.name)** \(version). Set up: \(result.settings). Fairness: \(result.fairness).")
            lines += result.failures.map { "  - Went wrong: \($0)" }
        }
        return lines
    }

    /// The power of the size that the values grow with; 0 when there are fewer than two sizes.
    static func exponent(of values: [Double], over sizes: [Double]) -> Double {
        let (x, y) = (sizes.map { log($0) }, values.map { log($0) })
        let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
        let spread = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
        guard spread > 0 else { return 0 }
        return zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / spread
    }

    private func row(_ cells: [String]) -> String {
        "| \(cells.joined(separator: " | ")) |"
    }

    private func cell(_ value: Double, _ decimals: Int) -> String {
        let scale = Int(pow(10, Double(decimals)))
        let whole = Int((value * Double(scale)).rounded())
        guard decimals > 0 else { return String(whole) }
        let digits = String(abs(whole) % scale)
        let zeros = String(repeating: "0", count: decimals - digits.count)
        return "\(whole < 0 ? "-" : "")\(abs(whole) / scale).\(zeros)\(digits)"
    }

    private func megabytes(_ bytes: Int) -> String { cell(Double(bytes) / 1e6, 1) }
}
