import ArgumentParser

/// The project's measurements of speed. Build it with `-c release`; the numbers of a debug build mean nothing.
@main
struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Benchmarks", abstract: "Measures how fast the parts of Sou are.",
        subcommands: [
            AnalysisBenchmark.self, EncodingsBenchmark.self, ExtractionBenchmark.self, PeersBenchmark.self,
            QueriesBenchmark.self, ReadingBenchmark.self, SizeCommand.self, WatchingBenchmark.self,
            AskCommand.self,
        ])
}
