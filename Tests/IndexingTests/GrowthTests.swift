@testable import Indexing
import SystemPackage
import TestSupport
import Testing

/// Documents and folders of shapes that take a square of their size where somebody was careless: hours then, and seconds if not.
/// What they take at full size is in `Tests/Benchmarks/Runs`.
@Suite(.timeLimit(.minutes(10)))
struct GrowthTests {
    private func documentCount(_ fill: (FilePath) throws -> Void) throws -> Int {
        try withTemporaryFolder { folder in
            try fill(folder.appending("docs"))
            return try makeBuild(folder.appending("index"), maxFileBytes: 100 << 20).run([folder.appending("docs")])
                .documentCount
        }
    }

    @Test(arguments: ["txt", "md", "html"])
    func `a document that is one line of 300 KB`(fileExtension: String) throws {
        let line = String(repeating: "山里的电车很慢，河水向东。abc 123 ", count: 8_000)
        #expect(try documentCount { try write(line, to: $0.appending("a.\(fileExtension)")) } == 1)
    }

    @Test func `a document of a hundred thousand different words`() throws {
        let words = (0..<100_000).map { "w\(String(($0 &* 2_654_435_761) & 0xFFF_FFFF, radix: 36))" }
        #expect(try documentCount { try write(words.joined(separator: " "), to: $0.appending("a.txt")) } == 1)
    }

    @Test func `a folder of two thousand files`() throws {
        let count = try documentCount { docs in
            for number in 0..<2000 { try write("文\(number)", to: docs.appending("\(number).txt")) }
        }
        #expect(count == 2000)
    }
}
