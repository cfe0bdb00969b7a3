import FileWatching
import Glibc
import IndexSchema
@testable import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct IndexUpdateTests {
    @Test func `what is written under one name of a file stands under its others`() throws {
        try withUpdateSample { sample in
            let names = ["甲.txt", "城/乙.txt", "丙.txt"].map(sample.path)
            let update = try sample.makeUpdate()
            try write("原来的渡口。", to: names[0])
            _ = try update.run(.paths([names[0].bytes]))
            for other in names[1...] {
                #expect(link(names[0].string, other.string) == 0)
                _ = try update.run(.paths([other.bytes]))
                #expect(try sample.differences() == [])
            }
            // In place, so that it stays one file.
            let file = try FileDescriptor.open(names[1], .writeOnly, options: .append)
            try file.closeAfter { _ = try file.writeAll("后来的木船。".utf8) }
            #expect(try update.run(.paths([names[1].bytes])).changedCount == 3)
            #expect(try sample.differences() == [])
            // A name that is gone before anybody has looked.
            let again = try FileDescriptor.open(names[0], .writeOnly, options: .append)
            try again.closeAfter { _ = try again.writeAll("最后的薄雾。".utf8) }
            unlink(names[0].string)
            _ = try update.run(.paths([names[0].bytes]))
            #expect(try sample.differences() == [])
        }
    }

    @Test func `what is written under a name that is left out stands under the others`() throws {
        try withUpdateSample { sample in
            let (name, other) = (sample.path("渡.md"), sample.path("城/渡.bin"))
            try write("*.bin\n", to: sample.path("城/.souignore"))
            try write("原来的渡口。", to: name)
            let update = try sample.makeUpdate()
            _ = try update.run()
            #expect(link(name.string, other.string) == 0)
            for text in ["后来的木船。", "再后来的薄雾。"] {
                let file = try FileDescriptor.open(other, .writeOnly, options: .append)
                try file.closeAfter { _ = try file.writeAll(text.utf8) }
                #expect(try update.run(.paths([other.bytes])).changedCount == 1)
                #expect(try sample.differences() == [])
            }
            // The name that is left out is gone before anybody has looked.
            let file = try FileDescriptor.open(other, .writeOnly, options: .append)
            try file.closeAfter { _ = try file.writeAll("最后的雪。".utf8) }
            unlink(other.string)
            _ = try update.run(.paths([other.bytes]))
            #expect(try sample.differences() == [])
        }
    }

    @Test func `where there is no index an update builds one`() throws {
        try withTemporaryFolder { folder in
            let sample = UpdateSample(folder: folder)
            try writeSampleDocuments(sample.docs)
            let summary = try sample.update()
            #expect(summary.rebuildReason == "there was none")
            #expect(summary.documentCount == 3)
            #expect(summary.counts == [3, 0, 0, 0])
            #expect(try sample.differences() == [])
        }
    }

    @Test func `what has not changed is not read, and nothing is written`() throws {
        try withUpdateSample { sample in
            let revision = try IndexReader(path: sample.index).revision
            let summary = try sample.update()
            #expect(summary.counts == [0, 0, 0, 0])
            #expect(summary.documentCount == 3)
            #expect(summary.generation == 1)
            #expect(sample.source.takeCount() == 0)
            #expect(try IndexReader(path: sample.index).revision == revision)
        }
    }

    @Test func `much text is committed piece by piece`() throws {
        try withUpdateSample { sample in
            let generation = sample.index.appending(IndexLayout.generationName(1))
            let reader = try IndexReader(path: generation)
            let known = try KnownFiles(all: reader)
            let writer = SharedUpdateWriter(
                try UpdateWriter(
                    IndexFolder(path: sample.index), generation: generation, known: known,
                    encodings: EncodingState(known), textByteCount: 0))
            // Not one by one, and never more than two wait for the third: 16 MiB are as many as a commit has.
            for number in 1...8 {
                let file = ScannedFile(
                    path: sample.path("\(number).txt").bytes, sizeBytes: 6 << 20, modifiedNanoseconds: 0, inode: 1,
                    device: 1)
                var document = AnalyzedDocument()
                document.facts = FileFacts(file, encoding: .alone, textByteCount: 6 << 20)
                document.terms.append(UniqueTerm.path(file.path), frequency: 0)
                try writer.put(document, of: file)
                _ = try reader.reopen()
                #expect(try reader.documentCount == 3 + number / 3 * 3, "after \(number)")
            }
        }
    }

    @Test func `what there is no time to read is said, and one file is read in any case`() throws {
        try withUpdateSample { sample in
            for number in 0..<5 { try write("第\(number)号纸条", to: sample.path("\(number).txt")) }
            let update = try sample.makeUpdate { $0.jobs = 1 }
            var summary = try update.run(readingLimit: .zero)
            #expect(summary.addedCount == 1)
            #expect(summary.postponed == (1..<5).map { sample.path("\($0).txt").bytes })
            #expect(summary.documentCount == 4)
            summary = try update.run(.paths(summary.postponed), readingLimit: .seconds(600))
            #expect(summary.addedCount == 4)
            #expect(summary.postponed.isEmpty)
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a new file, a changed and a deleted one are found`() throws {
        try withUpdateSample { sample in
            try write("新来的一篇文章", to: sample.path("城/新/来.txt"))
            try write("城里的电车慢了。", to: sample.path("城/电车.txt"))
            unlink(sample.path("山居.md").string)
            let summary = try sample.update()
            #expect(summary.counts == [1, 1, 1, 0])
            #expect(summary.documentCount == 3)
            #expect(sample.source.takeCount() == 2)
            #expect(try frequency("新来", in: sample.index) == 1)
            #expect(try frequency("山里", in: sample.index) == 0)
            #expect(try sample.differences() == [])
            #expect(try IndexAudit.run(sample.index, fingerprint: sampleFingerprint()).problems == [])
        }
    }

    @Test func `a text of the same size and time is found by the time of its last change`() throws {
        try withUpdateSample { sample in
            let path = sample.path("城/电车.txt").string
            var status = stat()
            #expect(stat(path, &status) == 0)
            try write("城里的电车很慢，人也很慢。\n", to: sample.path("城/电车.txt"))
            let times = [status.st_atim, status.st_mtim]
            #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
            #expect(try sample.update().counts == [0, 1, 0, 0])
            #expect(try frequency("很慢", in: sample.index) == 2)
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a file that was read just after it changed is looked at again`() throws {
        try withTemporaryFolder { folder in
            let sample = UpdateSample(folder: folder)
            // A build that is quick enough reads it within the same tick of the clock.
            for number in 0..<50 { try write("甲\(number)", to: sample.path("\(number).txt")) }
            try sample.update()
            let known = try KnownFiles(all: IndexReader(path: sample.index))
            let doubtful = known.files.values.count { $0.facts.mayHaveChanged }
            sample.settle()
            _ = sample.source.takeCount()
            #expect(try sample.update().counts == [0, 0, 0, 0])
            #expect(sample.source.takeCount() == doubtful)
            try sample.update()
            #expect(sample.source.takeCount() == 0)
        }
    }

    @Test func `a file without text is remembered until it changes`() throws {
        try withUpdateSample { sample in
            #expect(try sample.update().skipped == [])
            #expect(sample.source.takeCount() == 0)
            try write("现在是文字", to: sample.path("图.bin"))
            #expect(try sample.update().counts == [1, 0, 0, 0])
            #expect(try sample.differences() == [])
            try write("又是二进制\0\0\0", to: sample.path("图.bin"))
            let summary = try sample.update()
            #expect(summary.counts == [0, 0, 1, 0])
            #expect(summary.skipped.map(\.reason) == ["the file is binary, not text"])
            #expect(try sample.differences() == [])
            unlink(sample.path("图.bin").string)
            #expect(try sample.update().counts == [0, 0, 0, 0])
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a text that becomes long and short again leaves no parts behind`() throws {
        try withUpdateSample { sample in
            let long = String(repeating: "很长的一行字，写了又写。\n", count: 9000)
            for text in [long, String(long.dropFirst(20_000)) + "尾", "短了", long, nil] {
                if let text { try write(text, to: sample.path("长.txt")) } else { unlink(sample.path("长.txt").string) }
                try sample.update()
                #expect(try sample.differences() == [])
            }
        }
    }

    @Test func `a folder that takes the place of a file, and a file that of a folder`() throws {
        try withUpdateSample { sample in
            unlink(sample.path("山居.md").string)
            try write("里面", to: sample.path("山居.md/里.txt"))
            try removeFolder(sample.path("城"))
            try write("一座城", to: sample.path("城"))
            #expect(try sample.update().counts == [2, 0, 3, 0])
            #expect(try sample.differences() == [])
        }
    }

    @Test func `two names of one file are two documents`() throws {
        try withUpdateSample { sample in
            #expect(link(sample.path("城/电车.txt").string, sample.path("又.txt").string) == 0)
            #expect(try sample.update().documentCount == 4)
            #expect(try sample.differences() == [])
            unlink(sample.path("城/电车.txt").string)
            try sample.update()
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a path longer than its slot is compared whole`() throws {
        try withUpdateSample { sample in
            let folder = String(repeating: "很深/", count: 60)
            for name in ["甲", "乙"] { try write(name, to: sample.path("\(folder)\(name).txt")) }
            try write("\0\0", to: sample.path("\(folder)图.bin"))
            #expect(try sample.update().counts == [2, 0, 0, 0])
            _ = sample.source.takeCount()
            sample.settle()
            try sample.update()
            _ = sample.source.takeCount()
            #expect(try sample.update(.paths([sample.path("很深/很深").bytes])).counts == [0, 0, 0, 0])
            #expect(try sample.update().counts == [0, 0, 0, 0])
            #expect(sample.source.takeCount() == 0)
            #expect(try sample.differences() == [])
            try removeFolder(sample.path("很深"))
            #expect(try sample.update(.paths([sample.path("很深/很深").bytes])).counts == [0, 0, 2, 0])
            #expect(try sample.differences() == [])
        }
    }
}
