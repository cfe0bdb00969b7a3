import Wire

/// What a run of queries took, and how it is told.
struct QueriesRun: Codable {
    struct Result: Codable {
        var query: String
        var hits = 0
        /// From the request's first byte to the answer's last, of each round.
        var roundTripMilliseconds: [Double] = []
        /// What the daemon says it took, of each round.
        var tookMilliseconds: [Double] = []

        /// Of the round that nothing else disturbed most.
        var leastMilliseconds: Double { roundTripMilliseconds.min() ?? 0 }
    }

    /// A slow query, with the daemon's account of it.
    struct Slow: Codable {
        var result: Result
        var total: Total?
        var explanation: Explanation?
    }

    var machine: MachineFacts
    var limit: Int
    var results: [Result]
    /// The daemon's own work for one request, in the mean; nil for a daemon that this run did not start.
    var processorMilliseconds: Double?
    var slowest: [Slow] = []

    /// The slowest first.
    func slowestQueries(_ count: Int) -> [Result] {
        Array(results.sorted { $0.leastMilliseconds > $1.leastMilliseconds }.prefix(count))
    }

    var markdown: String {
        let rounds = results.first?.tookMilliseconds.count ?? 0
        var lines = [
            machine.markdown, "",
            "\(results.count) queries, \(rounds) rounds, pages of \(limit) hits with snippets, one connection; "
                + "milliseconds" + (processorMilliseconds.map { "; the daemon's processor time \($0.rounded3)" } ?? ""),
            "", "| | p50 | p90 | p95 | p99 | most |", "|---|--:|--:|--:|--:|--:|",
            row("round trip", results.flatMap(\.roundTripMilliseconds)),
            row("`took_ms`", results.flatMap(\.tookMilliseconds)),
            row("round trip, each query's quickest round", results.map(\.leastMilliseconds)),
            "", "The slowest by their quickest round:", "",
            "| query | ms | hits | total | steps, ms | plan |", "|---|--:|--:|--:|---|---|",
        ]
        for slow in slowest {
            let steps = slow.explanation?.timings.map { "\($0.step) \($0.milliseconds.rounded3)" } ?? []
            lines.append(
                "| \(cell(slow.result.query)) | \(slow.result.leastMilliseconds.rounded3) | \(slow.result.hits) "
                    + "| \(slow.total?.estimated ?? 0) | \(steps.joined(separator: ", ")) "
                    + "| \(cell(slow.explanation?.plan ?? "")) |")
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ name: String, _ values: [Double]) -> String {
        "| \(name) | \(values.quantileCells) |"
    }

    /// Text that breaks no table, and no page.
    private func cell(_ text: String) -> String {
        let shown = text.count > 120 ? text.prefix(119) + "…" : text[...]
        return String(shown.map { $0 == "|" ? "¦" : $0.isNewline ? " " : $0 })
    }
}
