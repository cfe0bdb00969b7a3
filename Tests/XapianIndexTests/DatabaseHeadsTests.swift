import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import XapianIndex

struct DatabaseHeadsTests {
    @Test func `a commit makes the head of a database new, once`() throws {
        try withTemporaryFolder { folder in
            let index = folder.appending("index")
            try makeTeaIndex(index)
            try write("auto index\n".utf8, to: folder.appending("XAPIANDB"))
            for path in [index, folder] {
                var heads = try DatabaseHeads(path, .open)
                #expect(try !heads.areNew(.open))
                var writer = try IndexWriter(path: index, opening: .existing)
                try writer.setMetadata("次", [1])
                try writer.close()
                #expect(try heads.areNew(.open))
                #expect(try !heads.areNew(.open))
            }
        }
    }

    @Test func `a head is new by what it says, not by when it was written`() throws {
        try withTemporaryFolder { folder in
            let index = folder.appending("index")
            try makeTeaIndex(index)
            let head = index.appending("iamglass")
            var heads = try DatabaseHeads(index, .open)
            let times = try FileManager.default.attributesOfItem(atPath: head.string)[.modificationDate] as? Date
            // Behind the magic bytes: the database's UUID.
            try edit(head) { $0[16] ^= 1 }
            try FileManager.default.setAttributes(
                [.modificationDate: try #require(times)], ofItemAtPath: head.string)
            #expect(try heads.areNew(.open))
            try write(read(head), to: head)
            #expect(try !heads.areNew(.open))
        }
    }
}
