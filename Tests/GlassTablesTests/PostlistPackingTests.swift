import Foundation
import SystemPackage
import TestSupport
import Testing
import XapianIndex

@testable import GlassTables

/// What the engine has merged, made into what a segment is.
struct PostlistPackingTests {
    /// Long lists and short ones, of terms with zero bytes too, frequencies that change, values.
    private static func documents(_ count: Int, _ random: inout SeededRandom) -> [SampleDocument] {
        (0..<count).map { number in
            var document = SampleDocument(text: [("每", UInt32.random(in: 1...2, using: &random)), ("Q\(number)", 0)])
            if Bool.random(using: &random) {
                document.terms.append(([0x61, 0], UInt32.random(in: 0...300, using: &random)))
            }
            if number % 40 == 0 { document.terms.append(([0x61, 0, 1], 70_000)) }
            document.terms.append((Array("词\(number % 700)".utf8), 1))
            for common in 0..<20 where Int.random(in: 0..<3, using: &random) == 0 {
                document.terms.append((Array("常\(common)".utf8), 1))
            }
            document.values = [(0, [UInt8(number & 0x7F) + 1]), (4, Array("路径/\(number)".utf8))]
            document.data = [UInt8(number & 0xFF)]
            return document
        }
    }

    private func size(_ database: FilePath) throws -> Int {
        try Data(contentsOf: URL(filePath: database.appending("postlist.glass").string)).count
    }

    private static func names(_ folder: FilePath) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.string)
    }

    private func pack(_ database: FilePath) throws {
        try PostlistPacking.run(database, length: try IndexReader(path: database).totalLength)
    }

    /// Merges segments of a part each.
    private func merged(_ documents: [SampleDocument], in folder: FilePath, parts: Int) throws -> FilePath {
        let segments = try (0..<parts).map { part in
            let place = folder.appending("part-\(part)")
            try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: false)
            let range = documents.count * part / parts..<documents.count * (part + 1) / parts
            return try SampleIndexes(in: place, Array(documents[range])).ours
        }
        let merged = folder.appending("merged")
        try Compaction.merge(segments, into: merged)
        return merged
    }

    @Test(arguments: [1, 2, 5])
    func `what was merged holds the same when it is packed, and is as small as one segment`(_ parts: Int) throws {
        var random = SeededRandom.announced()
        let documents = Self.documents(9_000, &random)
        try withTemporaryFolder { folder in
            let whole = try SampleIndexes(in: folder, documents)
            let merged = try merged(documents, in: folder, parts: parts)
            let before = try size(merged)
            try pack(merged)
            // Values and lengths stay in the chunks that their segments have, so some blocks more may be taken.
            #expect(try (size(whole.ours)...size(whole.ours) * 104 / 100).contains(size(merged)))
            #expect(try size(merged) < before * 9 / 10)
            #expect(try IndexCheck.run(path: merged).problemCount == 0)
            let difference = try IndexDifference.first(
                IndexReader(path: merged), IndexReader(path: whole.engines), slots: SampleIndexes.slots)
            #expect(difference == nil)
            #expect(try Self.names(merged).allSatisfy { !$0.hasPrefix("packed") })
        }
    }

    @Test func `an empty database stays what it is`() throws {
        try withTemporaryFolder { folder in
            try IndexWriter(path: folder.appending("empty"), opening: .new).close()
            let merged = folder.appending("merged")
            try Compaction.merge([folder.appending("empty")], into: merged)
            try pack(merged)
            #expect(try IndexCheck.run(path: merged).problemCount == 0)
            #expect(try IndexReader(path: merged).documentCount == 0)
        }
    }

    @Test func `metadata of any size and a database without a document are packed`() throws {
        try withTemporaryFolder { folder in
            let metadata = [0, 1, 2_040, 300_000].map { (Array("name.\($0)".utf8), [UInt8](repeating: 7, count: $0)) }
            let indexes = try SampleIndexes(in: folder, [], metadata: metadata)
            let merged = folder.appending("merged")
            try Compaction.merge([indexes.engines], into: merged)
            try pack(merged)
            #expect(try IndexCheck.run(path: merged).problemCount == 0)
            for (name, value) in metadata {
                #expect(try IndexReader(path: merged).metadata(name) ?? [] == value)
            }
        }
    }

    @Test func `the engine updates lists that were deflated, and compacts them`() throws {
        var random = SeededRandom.announced()
        let documents = Self.documents(6_000, &random)
        try withTemporaryFolder { folder in
            let indexes = try SampleIndexes(in: folder, documents)
            let changes = (0..<300).map { _ in
                (UInt32.random(in: 1...6_000, using: &random), Bool.random(using: &random))
            }
            for path in [indexes.ours, indexes.engines] {
                var writer = try IndexWriter(path: path, opening: .existing)
                for (number, isDeletion) in changes {
                    let term = Array("Q\(number - 1)".utf8)
                    if isDeletion {
                        try writer.delete(uniqueTerm: term)
                    } else {
                        try writer.replace(uniqueTerm: term, with: documents[Int(number) % 100].entry())
                    }
                }
                try writer.commit()
                for document in documents.prefix(500) { try writer.add(document.entry()) }
                try writer.close()
            }
            #expect(try indexes.difference() == nil)
            let compact = folder.appending("compact")
            try Compaction.merge([indexes.ours], into: compact)
            try pack(compact)
            #expect(try IndexCheck.run(path: compact).problemCount == 0)
            let ranges = try IndexReader(path: compact)
            #expect(try ranges.documentCount == IndexReader(path: indexes.engines).documentCount)
            #expect(try ranges.totalLength == IndexReader(path: indexes.engines).totalLength)
        }
    }

    @Test func `frequencies that are not the length of the documents are refused, and leave the database`() throws {
        try withTemporaryFolder { folder in
            let indexes = try SampleIndexes(in: folder, [SampleDocument(text: [("茶", 3)])])
            #expect(throws: MalformedTable.self) { try PostlistPacking.run(indexes.engines, length: 4) }
            #expect(try IndexReader(path: indexes.engines).totalLength == 3)
        }
    }

    @Test func `whatever byte of the table is changed, packing ends, and mostly refuses`() throws {
        var random = SeededRandom.announced()
        let documents = Self.documents(3_000, &random)
        try withTemporaryFolder { folder in
            let merged = try merged(documents, in: folder, parts: 2)
            let length = try IndexReader(path: merged).totalLength
            let table = URL(filePath: merged.appending("postlist.glass").string)
            let version = URL(filePath: merged.appending("iamglass").string)
            let (sound, soundVersion) = (try Data(contentsOf: table), try Data(contentsOf: version))
            var refusals = 0
            for _ in 0..<300 {
                var damaged = sound
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(
                        in: 0...255, using: &random)
                }
                if Int.random(in: 0..<20, using: &random) == 0 { damaged.removeLast(100) }
                try damaged.write(to: table)
                try soundVersion.write(to: version)
                do {
                    try PostlistPacking.run(merged, length: length)
                } catch is MalformedTable {
                    refusals += 1
                }
                for name in try Self.names(merged) where name.hasPrefix("packed") {
                    try FileManager.default.removeItem(atPath: merged.appending(name).string)
                }
            }
            #expect(refusals > 30)
        }
    }
}
