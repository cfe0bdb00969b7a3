import CXapian
import Foundation
import SystemPackage
import TestSupport
import XapianIndex

/// What is wrong with an index ends a call of the engine with an error, and not the process.
enum EngineFaults {
    /// - Returns: a sentence for each fault that was not told as an error.
    static func problems() throws -> [String] {
        try withTemporaryFolder { try openChangedHeads(in: $0) }
        return isFaultTold() ? [] : ["a fault of the engine is not told as damage"]
    }

    /// Opens an index again and again, with another byte changed of the file that says where its tables are.
    private static func openChangedHeads(in folder: FilePath) throws {
        let index = folder.appending("index")
        var writer = try IndexWriter(path: index, opening: .new, durability: .scratch)
        var document = IndexDocument()
        Array("水".utf8).withUnsafeBufferPointer { document.add($0, frequency: 1) }
        try writer.add(document)
        try writer.close()

        let head = URL(fileURLWithPath: index.appending("iamglass").string)
        let sound = try Data(contentsOf: head)
        var refusedCount = 0
        for place in sound.indices {
            for change in [UInt8(0x39), 0x80, 0xFF] {
                var bytes = sound
                bytes[place] ^= change
                try bytes.write(to: head)
                do throws(IndexError) {
                    _ = try IndexReader(path: index)
                } catch {
                    refusedCount += 1
                }
            }
        }
        print("iamglass with a byte changed: \(refusedCount) of \(sound.count * 3) refused")
    }

    /// Whether a call is left with an error that has the engine read where there is no memory.
    private static func isFaultTold() -> Bool {
        // In the place of a reader: addresses of the first page, where nothing is.
        let words = (0..<64).map { UInt($0 * 8 + 8) }
        return words.withUnsafeBytes { reader in
            guard let address = reader.baseAddress else { return false }
            var statistics = cx_statistics()
            var error = cx_error()
            let isDone = cx_reader_statistics(OpaquePointer(address), &statistics, &error)
            return !isDone && error.code == .corrupt
        }
    }
}
