import Foundation

/// The figures of a run, for people and for programs.
struct EvaluationReport: Codable {
    struct Result: Codable {
        var set: String
        var system: String
        var figures: RankingFigures
        /// The time of all queries together, by the clock; absent for what is not ours.
        var secondsOfQueries: Double?
    }

    var results: [Result]

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// A row for each system, a column for each set and one for the mean over the sets.
    var markdown: String {
        let sets = distinct(results.map(\.set))
        var lines = [
            "MRR@10 (R@1, R@10); the mean is over the sets", "",
            "| | " + sets.map { set in "\(set) (\(queryCount(set)))" }.joined(separator: " | ") + " | mean |",
            "|---|" + String(repeating: "--:|", count: sets.count + 1),
        ]
        for system in distinct(results.map(\.system)) {
            let figures = sets.compactMap { set in results.first { $0.set == set && $0.system == system }?.figures }
            let cells = figures.map { figures in
                four(figures.meanReciprocalRank) + " (\(three(figures.recallAt1)), \(three(figures.recallAt10)))"
            }
            let mean = figures.map(\.meanReciprocalRank).reduce(0, +) / Double(max(1, figures.count))
            lines.append("| \(system) | " + cells.joined(separator: " | ") + " | \(four(mean)) |")
        }
        return lines.joined(separator: "\n")
    }

    private func queryCount(_ set: String) -> Int {
        results.first { $0.set == set }?.figures.queries ?? 0
    }

    private func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private func four(_ number: Double) -> String { String(format: "%.4f", number) }
    private func three(_ number: Double) -> String { String(format: "%.3f", number) }
}
