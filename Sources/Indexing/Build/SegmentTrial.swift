internal import GlassTables
internal import SystemPackage
internal import XapianIndex

/// Finds out whether this program's own tables are what the engine's would be, before a build relies on it.
///
/// The format is the engine's own affair, so the version must be one of those that the tests have been run with, and a few
/// documents are written both ways and compared, which takes about a millisecond.
struct SegmentTrial: Sendable {
    /// The versions of libxapian that all tests of this package have passed with.
    static let testedVersions: Set<String> = ["1.4.22"]

    var version = EngineVersion.loaded
    /// Writes the tables that are on trial.
    var write: @Sendable (FilePath, [AnalyzedDocument]) throws -> Void = { path, documents in
        let segment = try GlassSegment(path)
        var writer = TableWriter(segment, path: path, memoryBytes: 1 << 20)
        for document in documents { try writer.add(document) }
        writer.finish()
        _ = try TableWriter.finish(segment, path: path)
    }

    /// - Parameter scratch: a folder that is there; what is written in it stays.
    ///
    /// Throws: what the system throws when it refuses to write.
    func method(scratch: FilePath) throws -> BuildMethod {
        guard Self.testedVersions.contains(version) else {
            return .engine(reason: "tables have not been tested with libxapian \(version)")
        }
        let (ours, engines) = (scratch.appending("trial-tables"), scratch.appending("trial-engine"))
        do {
            try write(ours, Self.documents)
            var writer = try XapianSegmentWriter(path: engines)
            for document in Self.documents { try writer.add(document) }
            try writer.finish()
            if let difference = try difference(ours, engines) {
                return .engine(
                    reason: "tables written in a trial were not those of libxapian \(version): \(difference)")
            }
            return .tables
        } catch let error as IndexError where !error.kind.isOfSurroundings {
            return .engine(reason: "the trial of tables has failed: \(error.cause)")
        }
    }

    private func difference(_ ours: FilePath, _ engines: FilePath) throws -> String? {
        guard VersionFile.isOfKnownFormat(try FileTree.bytes(of: engines.appending("iamglass"))) else {
            return "another format"
        }
        let check = try IndexCheck.run(path: ours)
        guard check.problemCount == 0 else { return "its own check finds \(check.problemCount) problems" }
        return try IndexDifference.first(IndexReader(path: ours), IndexReader(path: engines), slots: 0...3)
    }

    /// A bit of everything: kinds of terms, high frequencies, long data, a document with nothing, a list and values that are
    /// deflated.
    private static let documents: [AnalyzedDocument] = {
        var first = AnalyzedDocument()
        for (term, frequency) in [("a\0b", 1), ("word", 70_000), ("智", 2), ("智能", 1), ("𠀀", 3)] as [(String, UInt32)] {
            first.terms.append(term.utf8, frequency: frequency)
        }
        first.terms.append(prefix: "Q", [0xFF, 0x80], frequency: 0)
        first.values = [(0, [1]), (3, [2, 0])]
        // No compression makes these fewer, so they take several items.
        var state: UInt32 = 1
        first.data = (0..<9_000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        var second = AnalyzedDocument()
        second.terms.append("智能".utf8, frequency: 4)
        second.terms.append("智".utf8, frequency: 4)
        second.terms.append("智".utf8, frequency: 1)
        second.values = [(3, [3])]
        second.data = Array(repeating: 7, count: 300)
        var common = AnalyzedDocument()
        common.terms.append("智".utf8, frequency: 2)
        common.values = [(2, Array("值".utf8))]
        return [first, AnalyzedDocument(), second] + Array(repeating: common, count: 300)
    }()
}
