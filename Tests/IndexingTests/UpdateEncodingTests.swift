import Glibc
import IndexSchema
@testable import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

/// Files whose encoding the others of their folder decide.
struct UpdateEncodingTests {
    @Test func `when most of a folder are in another encoding, what followed them is read again`() throws {
        try withUpdateSample { sample in
            try write(LegacyText.undecided, to: sample.path("短.txt"))
            for number in 0..<2 { try write(LegacyText.long("GB18030", number), to: sample.path("甲\(number).txt")) }
            let update = try sample.makeUpdate()
            _ = try update.run()
            #expect(try KnownFiles(all: .init(path: sample.index)).followers == ["短.txt": "GB18030"])
            #expect(try sample.differences() == [])

            for number in 0..<4 { try write(LegacyText.long("EUC-KR", number), to: sample.path("乙\(number).txt")) }
            let paths = (0..<4).map { sample.path("乙\($0).txt").bytes }
            #expect(try update.run(.paths(paths)).addedCount == 4)
            #expect(try KnownFiles(all: .init(path: sample.index)).followers == ["短.txt": "EUC-KR"])
            #expect(try sample.differences() == [])

            for path in paths { unlink(FilePath(bytes: path).string) }
            #expect(try update.run(.paths(paths)).removedCount == 4)
            #expect(try KnownFiles(all: .init(path: sample.index)).followers == ["短.txt": "GB18030"])
            #expect(try sample.differences() == [])
        }
    }

    @Test func `a file that follows is read again when it moves`() throws {
        try withUpdateSample { sample in
            try write(LegacyText.undecided, to: sample.path("短.txt"))
            try write(LegacyText.long("GB18030", 0), to: sample.path("甲.txt"))
            try write("这里", to: sample.path("乙/丙.txt"))
            try write(LegacyText.long("EUC-KR", 0), to: sample.path("乙/乙.txt"))
            try sample.build()
            #expect(rename(sample.path("短.txt").string, sample.path("乙/短.txt").string) == 0)
            try sample.update()
            #expect(try KnownFiles(all: .init(path: sample.index)).followers == ["短.txt": "EUC-KR"])
            #expect(try sample.differences() == [])
        }
    }
}

extension KnownFiles {
    /// The last names of the files that follow others, and which encoding.
    fileprivate var followers: [String: String] {
        var followers: [String: String] = [:]
        for (path, file) in files {
            if case .follows(let name) = file.facts.encoding {
                followers[FilePath(bytes: path).lastComponent?.string ?? ""] = name ?? "none"
            }
        }
        return followers
    }
}
