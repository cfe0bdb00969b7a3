import Foundation
import Glibc
@testable import Indexing
import SystemPackage
import TestSupport
import Testing

/// Whatever happens to files, an update leaves what a build would make.
///
/// `SOU_UPDATE_SEQUENCES` is how many sequences of 50 steps are tried.
struct UpdateModelTests {
    private static let sequenceCount =
        ProcessInfo.processInfo.environment["SOU_UPDATE_SEQUENCES"].flatMap { Int($0) } ?? 3
    private static let stepCount = 50

    @Test(arguments: [false, true])
    func `after any changes an update equals a build`(_ isPartial: Bool) throws {
        var seeds = SeededRandom.announced()
        for _ in 0..<Self.sequenceCount {
            let seed = seeds.next()
            try withTemporaryFolder { folder in
                let sample = UpdateSample(folder: folder)
                try writeSampleDocuments(sample.docs)
                try sample.update()
                var random = SeededRandom(seed: seed)
                var files = RandomFolder(sample.docs, random: SeededRandom(seed: seed))
                let update = try sample.makeUpdate()
                var done = 0
                while done < Self.stepCount {
                    let batch = Int.random(in: 1...8, using: &random)
                    for _ in 0..<batch { files.step() }
                    done += batch
                    let scope: UpdateScope = isPartial ? .paths(files.touched.map(\.bytes)) : .everything
                    files.touched = []
                    _ = try update.run(scope, allowsEmpty: true)
                    let differences = try sample.differences()
                    #expect(differences == [], "sequence \(seed): \(files.history.joined(separator: "; "))")
                    if !differences.isEmpty { return }
                }
                let problems = try IndexAudit.run(sample.index, fingerprint: sampleFingerprint()).problems
                #expect(problems == [], "sequence \(seed)")
            }
        }
    }
}
