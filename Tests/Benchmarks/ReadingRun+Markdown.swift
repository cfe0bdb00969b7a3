extension ReadingRun.Result {
    var markdown: String {
        var lines = [
            "\(documents) documents and \(StampedDocuments.count(at: 0)) or more that change; \(clients) clients, "
                + "\(requestsPerSecond) requests a second each; \(commits) commits, \(switches) switches, and "
                + "\(overtakingCommits) commits while the daemon was stopped.",
            "",
            "\(requests) requests, none failed; \(stampedAnswers) answers looked at for mixed commits, none mixed, none "
                + "old; \(seenStamps) of \(stamps) states seen; \(repeatedSearches) searches begun again within "
                + "their request.",
            "", "| round trip, ms | requests | p50 | p90 | p95 | p99 | most |", "|---|--:|--:|--:|--:|--:|--:|",
        ]
        for phase in [ReadingClients.Phase.quiet, .updating, .building] {
            let values = milliseconds[phase.rawValue] ?? []
            lines.append("| \(phase.rawValue) | \(values.count) | \(values.quantileCells) |")
        }
        lines += ["", "| commits | descriptors | resident, MB |", "|--:|--:|--:|"]
        for footprint in footprints {
            let megabytes = (Double(footprint.residentBytes) / 1e6).rounded3
            lines.append("| \(footprint.commits) | \(footprint.descriptors) | \(megabytes) |")
        }
        return lines.joined(separator: "\n")
    }
}
