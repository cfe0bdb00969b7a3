import FileWatching
import Glibc
@testable import Indexing
import SystemPackage
import TestSupport
import Testing

struct UpdateMoveTests {
    private func move(_ old: FilePath, _ new: FilePath) throws {
        try #require(rename(old.string, new.string) == 0)
    }

    @Test func `a moved file is not read again`() throws {
        try withUpdateSample { sample in
            try move(sample.path("山居.md"), sample.path("城/山居.md"))
            #expect(try sample.update().counts == [0, 0, 0, 1])
            #expect(sample.source.takeCount() == 0)
            #expect(try frequency("Q\(sample.docs)/城/山居.md", in: sample.index) == 1)
            #expect(try frequency("Q\(sample.docs)/山居.md", in: sample.index) == 0)
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a new file that has the number, the size and the time of one that is gone is read`() throws {
        try withUpdateSample { sample in
            func status(_ name: String) throws -> stat {
                var status = stat()
                try #require(lstat(sample.path(name).string, &status) == 0)
                return status
            }
            let old = try status("城/电车.txt")
            #expect(unlink(sample.path("城/电车.txt").string) == 0)
            // File systems take the lowest number that is free, which somebody else may be given first.
            var names: [String] = []
            while try names.last.map({ try status($0).st_ino != old.st_ino }) ?? true {
                guard names.count < 50 else { try Test.cancel("no number is given again here") }
                names.append("城/马车\(names.count).txt")
                try write("城里的马车很慢，人也很慢。\n", to: sample.path(names[names.count - 1]))
            }
            for name in names.dropLast() { unlink(sample.path(name).string) }
            let name = names[names.count - 1]
            let times = [old.st_atim, old.st_mtim]
            #expect(utimensat(AT_FDCWD, sample.path(name).string, times, 0) == 0)
            #expect(try status(name).st_size == old.st_size)
            sample.settle()
            #expect(try sample.update().counts == [1, 0, 1, 0])
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a moved folder is not read again`() throws {
        try withUpdateSample { sample in
            try move(sample.path("城"), sample.path("镇"))
            #expect(
                try sample.update(.paths([sample.path("城").bytes, sample.path("镇").bytes])).counts == [0, 0, 0, 2])
            #expect(sample.source.takeCount() == 0)
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a file of another name is not read again unless the name is its title or says its type`() throws {
        try withUpdateSample { sample in
            try move(sample.path("城/电车.txt"), sample.path("城/快车.txt"))
            #expect(try sample.update().counts == [0, 0, 0, 1])
            #expect(sample.source.takeCount() == 0)
            try move(sample.path("城/快车.txt"), sample.path("城/快车.md"))
            #expect(try sample.update().counts == [1, 0, 1, 0])
            #expect(sample.source.takeCount() == 1)
            #expect(try sample.differences() == [])
            try write("", to: sample.path("空的_文件.txt"))
            try sample.update()
            sample.settle()
            try sample.update()
            _ = sample.source.takeCount()
            try move(sample.path("空的_文件.txt"), sample.path("城/空的_文件.txt"))
            #expect(try sample.update().counts == [0, 0, 0, 1])
            try move(sample.path("城/空的_文件.txt"), sample.path("仍空.txt"))
            #expect(try sample.update().counts == [1, 0, 1, 0])
            #expect(sample.source.takeCount() == 1)
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a long text moves with its parts`() throws {
        try withUpdateSample { sample in
            try write(String(repeating: "很长的一行字，写了又写。\n", count: 9000), to: sample.path("长.txt"))
            try sample.build()
            try move(sample.path("长.txt"), sample.path("城/长.txt"))
            #expect(try sample.update().counts == [0, 0, 0, 1])
            #expect(sample.source.takeCount() == 0)
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a file that is moved over another takes its place`() throws {
        try withUpdateSample { sample in
            try move(sample.path("山居.md"), sample.path("城/电车.txt"))
            #expect(try sample.update().documentCount == 2)
            #expect(try sample.differences() == [])
            try move(sample.path("城/河.html"), sample.path("城/电车.txt"))
            #expect(try sample.update().documentCount == 1)
            #expect(try sample.differences() == [])
        }
    }

    @Test func `two files that change places are read again`() throws {
        try withUpdateSample { sample in
            try move(sample.path("山居.md"), sample.path("c"))
            try move(sample.path("城/电车.txt"), sample.path("山居.md"))
            try move(sample.path("c"), sample.path("城/电车.txt"))
            #expect(try sample.update().counts == [0, 2, 0, 0])
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a file that moves to where its type is not wanted is gone`() throws {
        try withUpdateSample { sample in
            var inner = try makeBuild(sample.index).rules.defaults
            inner.path = sample.path("城").bytes
            inner.types.skip = ["text/markdown"]
            let update = { (docs: [FilePath]) in
                var build = try makeBuild(sample.index)
                build.rules.folders = [inner]
                return try IndexUpdate(build, folders: docs).run()
            }
            #expect(try update([sample.docs, sample.path("城")]).rebuildReason == "it was built with other settings")
            try move(sample.path("山居.md"), sample.path("城/山居.md"))
            let summary = try update([])
            #expect(summary.counts == [0, 0, 1, 0])
            #expect(summary.ignored.otherType == 1)
        }
    }
}
