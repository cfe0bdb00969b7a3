import Foundation
import Testing

@testable import Benchmarks

struct SizeCommandTests {
    private static let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("XapianIndexTests/Fixtures/index_v5")

    @Test func `every byte of a table is somebody's`() throws {
        let generation = Self.fixture.appendingPathComponent("gen-000001")
        for (name, root) in zip(["postlist", "docdata", "termlist"], try SizeCommand.roots(generation)) {
            let file = generation.appendingPathComponent("\(name).glass")
            let sizes = TableSizes(table: name, [UInt8](try Data(contentsOf: file)), root: root)
            // What is left is whole blocks: of the build's metadata the older ones.
            #expect(sizes.unusedBytes >= 0 && sizes.unusedBytes.isMultiple(of: 8192), "\(name)")
            #expect(sizes.shares.values.allSatisfy { $0.bytes > 0 && $0.entries > 0 }, "\(name)")
        }
    }

    @Test func `an index is told by the kinds of what is in it`() throws {
        let lines = try SizeCommand.markdown(Self.fixture).split(separator: "\n").map(String.init)
        #expect(lines[0] == "| table | what | entries | MB |")
        for (line, entries) in [
            ("| docdata | documents |", 3), ("| termlist | documents |", 3), ("| termlist | slots of documents |", 3),
            ("| postlist | terms Q |", 3), ("| postlist | terms XT |", 3), ("| postlist | sou.unindexed |", 1),
        ] {
            #expect(lines.contains { $0.hasPrefix("\(line) \(entries) |") }, "\(line)")
        }
        #expect(lines.last?.hasPrefix("| **all** |  |  | 0.13 |") == true)
    }
}
