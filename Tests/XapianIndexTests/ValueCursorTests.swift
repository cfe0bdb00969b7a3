import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct ValueCursorTests {
    @Test func `a slot's values come by document, without those who have none`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            var writer = try IndexWriter(path: path, opening: .new)
            for value in [[1, 0, 2], [], [3]] as [[UInt8]] {
                var document = IndexDocument()
                value.withUnsafeBufferPointer { document.setValue(7, $0) }
                try writer.add(document)
            }
            try writer.close()
            let reader = try IndexReader(path: path)
            var cursor = try reader.values(of: 7)
            for (id, value) in [(1, [1, 0, 2]), (3, [3])] as [(DocumentID, [UInt8])] {
                let element = try #require(try cursor.next())
                #expect(element.documentID == id && element.value == value)
            }
            #expect(try cursor.next() == nil)
            #expect(try cursor.next() == nil)
            var none = try reader.values(of: 8)
            #expect(try none.next() == nil)
        }
    }

    @Test func `keys of metadata are bytes`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            var writer = try IndexWriter(path: path, opening: .new)
            let key = Array("x.".utf8) + [0xFF, 0xFE]
            try writer.setMetadata(key, [1])
            try writer.close()
            let reader = try IndexReader(path: path)
            #expect(try reader.metadata(key) == [1])
            var keys = try reader.metadataKeys(startingWith: Array(key.dropLast()))
            #expect(try keys.next()?.term == key)
            #expect(try keys.next() == nil)
        }
    }
}
