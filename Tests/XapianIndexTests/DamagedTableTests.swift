import Foundation
import SystemPackage
import TestSupport
import Testing
import XapianIndex

/// The engine trusts its blocks, and they have no checksums.
struct DamagedTableTests {
    /// Reads all that an index says, and searches it.
    private func readEverything(_ path: FilePath) throws {
        let reader = try IndexReader(path: path)
        var terms = try reader.terms()
        while let term = try terms.next() {
            var documents = try reader.documents(containing: term.term)
            while try documents.nextWithFrequency() != nil {}
        }
        var documents = try reader.documents()
        while let id = try documents.next() {
            var terms = try reader.terms(of: id)
            while try terms.next() != nil {}
            let document = try reader.document(id)
            _ = try document.data
            for slot in 0..<3 { _ = try document.value(UInt32(slot)) }
        }
        for word in ["a1", "b2", "c3"] {
            _ = try reader.search(.or([.term(Array(word.utf8)), .valueAtLeast(1, [0x40])]), count: 100)
        }
    }

    @Test func `a table of more levels than the engine has room for is refused, by its folder and by a stub`() throws {
        try withTemporaryFolder { folder in
            let index = folder.appending("index")
            try makeIndex(index, [SampleDocument(terms: [("水", 1)])])
            let reader = try IndexReader(path: index)
            // Behind the magic bytes, the UUID, the revision and the first table's root.
            try edit(index.appending("iamglass")) { $0[34] = 31 << 2 }
            try write("auto index\n".utf8, to: folder.appending("stub"))
            try write("auto index\n".utf8, to: folder.appending("XAPIANDB"))
            for path in [index, folder.appending("stub"), folder] {
                let refusal = IndexError(
                    kind: .damaged, action: .open, path: path, detail: "iamglass tells of tables that there cannot be")
                #expect(throws: refusal) { try IndexReader(path: path) }
            }
            #expect(throws: IndexError.self) { _ = try reader.reopen() }
            #expect(throws: IndexError.self) { try IndexCheck.run(path: index) }
            #expect(throws: IndexError.self) { _ = try IndexWriter(path: index, opening: .existing) }
            #expect(throws: IndexError.self) { try Compaction.merge([index], into: folder.appending("merged")) }
        }
    }

    @Test func `whatever bytes of a table change, reading it is an answer or an error`() throws {
        var random = SeededRandom.announced()
        try withTemporaryFolder { folder in
            let sound = folder.appending("sound")
            var writer = try IndexWriter(path: sound, opening: .new, durability: .scratch)
            for number in 0..<400 {
                var document = IndexDocument()
                for term in ["a\(number % 7)", "b\(number % 11)", "c\(number)", "d\(number * 7919)"] {
                    Array(term.utf8).withUnsafeBufferPointer { document.addTerm($0, frequency: 1 + UInt32(number % 5)) }
                }
                Array(String(repeating: "第\(number)页。", count: 9).utf8).withUnsafeBufferPointer { document.setData($0) }
                for slot in 0..<3 {
                    Array("\(number)".utf8).withUnsafeBufferPointer { document.setValue(UInt32(slot), $0) }
                }
                try writer.add(document)
            }
            try writer.close()
            try readEverything(sound)

            var errorCount = 0
            for table in ["postlist.glass", "termlist.glass", "docdata.glass", "iamglass"] {
                for trial in 0..<40 {
                    let damaged = folder.appending("\(table)-\(trial)")
                    try FileManager.default.copyItem(atPath: sound.string, toPath: damaged.string)
                    try edit(damaged.appending(table)) { bytes in
                        for _ in 0...(trial % 8) {
                            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                                in: 0...255, using: &random)
                        }
                    }
                    do {
                        try readEverything(damaged)
                    } catch is IndexError {
                        errorCount += 1
                    }
                    _ = try? IndexCheck.run(path: damaged)
                    try removeFolder(damaged)
                }
            }
            #expect(errorCount > 0)
        }
    }
}
