import Analysis
import Documents
import FileWatching
@testable import Indexing
import SystemPackage
import TestSupport
import XapianIndex

/// The analyzer of these tests; its tables are loaded once.
let sampleAnalyzer: Result<Analyzer, any Error> = Result { try Analyzer() }

/// A build of `index` with two threads.
func makeBuild(
    _ index: FilePath, maxFileBytes: Int = 1_000_000, memoryBytes: Int = 1 << 30,
    progress: BuildProgress = BuildProgress(),
    extractors: any ExtractorSource = InProcessExtractor.Source()
) throws -> IndexBuild {
    var rules = FolderRules()
    rules.maxFileBytes = maxFileBytes
    return IndexBuild(
        index: index, analyzer: try sampleAnalyzer.get(), jobs: 2,
        limits: FileLimits(seconds: 60, memoryBytes: memoryBytes, extraction: ExtractionLimits()),
        extractors: extractors,
        rules: RuleBook(defaults: rules), progress: progress)
}

/// The names in a folder, sorted.
func names(in folder: FilePath) throws -> [String] {
    try FileTree.names(in: folder).map(\.string).sorted()
}

/// Three small documents in `docs`.
func writeSampleDocuments(_ docs: FilePath) throws {
    try write("# 山居笔记\n\n今天在山里看云，云很慢。\n", to: docs.appending("山居.md"))
    try write("城里的电车很快，人也很快。\n", to: docs.appending("城/电车.txt"))
    try write(
        "<html><head><title>河</title><meta name=\"author\" content=\"李渔\"></head><body>河水向东</body></html>",
        to: docs.appending("城/河.html"))
}

/// How many documents have the term.
func frequency(_ term: String, in index: FilePath) throws -> Int {
    try IndexReader(path: index).termFrequency(Array(term.utf8))
}

/// The fingerprint of the analyzer of these tests.
func sampleFingerprint() throws -> String {
    try sampleAnalyzer.get().fingerprint
}
