import Foundation
import SystemPackage
import TestSupport
import Testing

/// Documents in every format, indexed, served and asked with the programs themselves.
@Suite(.enabled(if: Installation.isBuilt, "the programs are not beside the tests"))
struct FormatsTests {
    @Test func `a phrase is found in every format and encoding`() async throws {
        try await withTemporaryFolder { folder in
            let documents = folder.appending("documents")
            let names = try SampleFormats.write(to: documents)
            #expect(names.count > 35)
            let installation = try Installation(folder)
            let build = try await installation.build(documents.string)
            #expect(build.output.hasPrefix("\(names.count) documents, "), "\(build.output)\(build.error)")
            try await installation.startDaemon()
            let hits = try await installation.hits("\"\(SampleFormats.phrase)\"", limit: 100)
            let found = hits.compactMap { ($0["path"] as? String)?.split(separator: "/").last.map(String.init) }
            #expect(found.sorted() == names)
            let paged = hits.filter { $0["page"] != nil }.compactMap { $0["type"] as? String }
            #expect(paged.contains("application/pdf"))
            #expect(hits.allSatisfy { $0["page"] == nil || $0["line"] == nil })
            _ = try await installation.stopDaemon()
        }
    }

    /// Cut, bent and mixed files: at least 2,000 of them.
    @Test func `broken files of every format cost nothing but themselves`() async throws {
        var random = SeededRandom.announced()
        try await withTemporaryFolder { folder in
            let (whole, broken) = (folder.appending("whole"), folder.appending("broken"))
            let originals = try SampleFormats.write(to: whole).map { ($0, try read(whole.appending($0))) }
            let copies = 2000 / originals.count + 1
            try FileManager.default.createDirectory(atPath: broken.string, withIntermediateDirectories: false)
            for (name, bytes) in originals {
                for copy in 0..<copies {
                    let other = originals[Int.random(in: 0..<originals.count, using: &random)].1
                    try write(
                        Self.mutant(of: bytes, with: other, using: &random), to: broken.appending("\(copy)-\(name)"))
                }
            }
            let installation = try Installation(folder)
            let build = try await installation.run("sou-index", ["build", "--json", broken.string])
            #expect(build.status == 0, "\(build.error)")
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(build.outputBytes)) as? [String: Any])
            let skipped = try #require(report["skipped"] as? [[String: String]])
            let documents = try #require(report["documents"] as? Int)
            #expect(documents + skipped.count == originals.count * copies)
            #expect(documents > originals.count * copies / 2)
            // A parser that dies of a file is another project's defect; that it is told is ours.
            for file in skipped where file["reason"]?.contains("extractor") == true { print(file) }
            #expect(try await installation.run("sou-index", ["check"]).status == 0)
        }
    }

    private static func mutant(
        of bytes: [UInt8], with other: [UInt8], using random: inout SeededRandom
    ) -> [UInt8] {
        var mutant = bytes
        func place() -> Int { Int.random(in: 0...mutant.count, using: &random) }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: mutant.removeLast(mutant.count - place())
        case 1:
            let start = place()
            mutant.removeSubrange(start..<min(mutant.count, start + Int.random(in: 1...64, using: &random)))
        case 2:
            let start = place()
            mutant.insert(contentsOf: other.dropFirst(other.count / 2).prefix(200), at: start)
        case 3:
            let start = place()
            mutant.insert(contentsOf: mutant[..<start].suffix(500), at: start)
        default:
            for _ in 0..<Int.random(in: 1...20, using: &random) where !mutant.isEmpty {
                mutant[Int.random(in: 0..<mutant.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        }
        return mutant
    }
}
