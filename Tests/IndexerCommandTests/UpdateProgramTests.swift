import Foundation
import SystemPackage
import TestSupport
import Testing

/// `sou-index update` from outside.
@Suite(.serialized)
struct UpdateProgramTests {
    private func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `update tells people and programs what it did`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try write("读书", to: docs.appending("a.txt"))
            let first = try run("update", docs.string, index: index)
            #expect(first.status == 0)
            #expect(first.output.hasPrefix("1 document: built anew, because there was none, 6 bytes read in "))
            try write("写字", to: docs.appending("b.txt"))
            try write("\0", to: docs.appending("c.bin"))
            let people = try run("update", index: index)
            #expect(people.output.hasPrefix("2 documents: 1 added, 6 bytes read in "))
            #expect(people.output.hasSuffix(" s, 1 skipped; generation 1\n"))
            #expect(people.error == "skipped \(docs)/c.bin: the file is binary, not text\n")

            #expect(rename(docs.appending("a.txt").string, docs.appending("d.txt").string) == 0)
            unlink(docs.appending("b.txt").string)
            let programs = try json(try run("update", "--json", index: index).output)
            #expect(
                programs.keys.sorted() == [
                    "added", "bytes", "changed", "documents", "generation", "ignored", "moved", "notices", "removed",
                    "sandbox", "seconds", "skipped",
                ])
            for (key, value) in ["documents": 1, "added": 0, "changed": 0, "removed": 1, "moved": 1, "generation": 1] {
                #expect(programs[key] as? Int == value, "\(key)")
            }
            #expect(try run("update", index: index).output.hasPrefix("1 document: nothing changed, 0 bytes read in "))
        }
    }

    @Test func `a folder that is gone is refused with the remedy, and nothing is lost`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try write("读书", to: docs.appending("a.txt"))
            _ = try run("build", "--quiet", docs.string, index: index)
            try removeFolder(docs)
            let result = try run("update", index: index)
            #expect(result.status == 2)
            #expect(
                result.error
                    == "sou-index: cannot update index '\(index)': nothing can be seen of its folder '\(docs)' "
                    + "(No such file or directory), of which it has 1 document; mount the folder, or, to give them "
                    + "up, stop the watch if one runs, and run 'sou-index update --allow-empty'\n")
            let allowed = try run("update", "--allow-empty", index: index)
            #expect(allowed.status == 0)
            #expect(allowed.output.hasPrefix("0 documents: 1 removed, "))
        }
    }

    @Test func `a build of a folder that is gone is refused with the remedy, and nothing is lost`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try write("读书", to: docs.appending("a.txt"))
            _ = try run("build", "--quiet", docs.string, index: index)
            try removeFolder(docs)
            for folders in [[], [docs.string]] {
                let result = try start(["build"] + folders, index: index).wait()
                #expect(result.status == 2)
                #expect(
                    result.error.hasSuffix(
                        "sou-index: cannot build index '\(index)': nothing can be seen of its folder '\(docs)' "
                            + "(No such file or directory), of which it has 1 document; mount the folder, or, to give "
                            + "them up, stop the watch if one runs, and run 'sou-index build --allow-empty'\n"))
            }
            let allowed = try run("build", "--allow-empty", "--quiet", index: index)
            #expect(allowed.status == 0)
            #expect(try run("status", index: index).output.contains("\ndocuments    0\n"))
        }
    }

    @Test func `an update without an index and without folders says what to do`() throws {
        try withTemporaryFolder { folder in
            let result = try run("update", index: folder.appending("index"))
            #expect(result.status == 2)
            #expect(result.error.hasPrefix("sou-index: cannot build the index: no folder is named; "))
        }
    }
}
