import ExtractorProtocol
import Glibc
@testable import Indexing
import Synchronization
import SystemPackage
import TestSupport
import Testing

/// A folder of documents, an index over it that is updated, and builds to compare it with.
struct UpdateSample {
    /// Counts what is read.
    final class CountingSource: ExtractorSource {
        private let count = Mutex(0)
        private let delayMicroseconds = Atomic<UInt32>(0)

        /// Has reading take longer.
        func delay(microseconds: UInt32) {
            delayMicroseconds.store(microseconds, ordering: .relaxed)
        }

        /// How many files were read since the last time this was asked.
        func takeCount() -> Int {
            count.withLock { count in
                defer { count = 0 }
                return count
            }
        }

        func makeExtractor() -> any Extracting { Counting(source: self) }

        private final class Counting: Extracting {
            let source: CountingSource
            let extractor = InProcessExtractor()

            init(source: CountingSource) {
                self.source = source
            }

            func reply(to request: ExtractionRequest, file: Int32) -> ExtractorReply {
                source.count.withLock { $0 += 1 }
                usleep(source.delayMicroseconds.load(ordering: .relaxed))
                return extractor.reply(to: request, file: file)
            }
        }
    }

    let folder: FilePath
    let source = CountingSource()

    var docs: FilePath { folder.appending("docs") }
    var index: FilePath { folder.appending("index") }

    func path(_ name: String) -> FilePath {
        docs.pushing(FilePath(name))
    }

    func makeUpdate(_ change: (inout IndexBuild) -> Void = { _ in }) throws -> IndexUpdate {
        var build = try makeBuild(index, extractors: source)
        change(&build)
        return try IndexUpdate(build, folders: [docs])
    }

    /// Updates once, with a lock of its own.
    @discardableResult
    func update(_ scope: UpdateScope = .everything, allowsEmpty: Bool = false) throws -> UpdateSummary {
        let update = try makeUpdate()
        return try update.run(scope, allowsEmpty: allowsEmpty)
    }

    /// Builds the index, from files that will not be taken for still changing.
    func build() throws {
        settle()
        try update()
        _ = source.takeCount()
    }

    /// What the index has otherwise than a build of now.
    func differences() throws -> [String] {
        let fresh = folder.appending("fresh")
        var build = try makeBuild(fresh)
        // It has been built before, maybe of more.
        build.allowsEmpty = true
        _ = try build.run([docs])
        return try IndexContent(index).differences(from: IndexContent(fresh))
    }

    /// Waits until the clock of files has moved on.
    func settle() {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .milliseconds(25) { usleep(1000) }
    }
}

/// Lends a sample with some documents that are indexed.
func withUpdateSample(_ body: (UpdateSample) throws -> Void) throws {
    try withTemporaryFolder { folder in
        let sample = UpdateSample(folder: folder)
        try writeSampleDocuments(sample.docs)
        try write("二进制\0\0\0", to: sample.path("图.bin"))
        try sample.build()
        try body(sample)
    }
}

extension UpdateSummary {
    /// Added, changed, removed and moved.
    var counts: [Int] { [addedCount, changedCount, removedCount, movedCount] }
}
