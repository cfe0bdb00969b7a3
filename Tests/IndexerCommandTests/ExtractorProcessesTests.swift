import Foundation
import Glibc
import Indexing
import SystemPackage
import TestSupport
import Testing

/// What becomes of a build when its extractors, or the build itself, are killed.
@Suite(.serialized)
struct ExtractorProcessesTests {
    /// The processes that a process has started.
    private func children(of parent: pid_t) throws -> [pid_t] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }.filter { process in
            // A process may end while it is looked at.
            guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
                return false
            }
            let fields = status[(status.lastIndex(of: ")") ?? status.startIndex)...].split(separator: " ")
            return fields.count > 2 && fields[1] != "Z" && pid_t(fields[2]) == parent
        }
    }

    /// Calls the body with a build that takes a while and has begun to read, and how many files there are.
    private func withLongBuild(_ body: (FilePath, ChildProcess, Int) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            let page = (0..<2000).map { "第\($0)行，字\($0 * 7919 % 4001)。\n" }.joined()
            for number in 0..<300 { try write("\(number)\n" + page, to: docs.appending("\(number).txt")) }
            let build = try start(["build", "--jobs", "2", "--json", docs.string], index: index)
            let segment = index.appending("building-\(build.identifier)/segment-1/termlist.glass")
            // When something has been written, some thirty files have been read, and all extractors have begun.
            func writtenBytes() -> off_t {
                var status = stat()
                return stat(segment.string, &status) == 0 ? status.st_size : 0
            }
            for _ in 0..<3000 where writtenBytes() == 0 { usleep(10_000) }
            #expect(writtenBytes() > 0)
            try body(index, build, 300)
        }
    }

    @Test func `killed extractors cost a build at most the files they had just begun with`() throws {
        try withLongBuild { _, build, fileCount in
            var killedCount = 0
            for child in try children(of: build.identifier) where kill(child, SIGKILL) == 0 { killedCount += 1 }
            #expect(killedCount > 0)
            let result = try build.wait()
            #expect(result.status == 0, "\(result.error)")
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any])
            let documentCount = try #require(report["documents"] as? Int)
            let skipped = try #require(report["skipped"] as? [[String: String]])
            #expect(documentCount + skipped.count == fileCount)
            #expect(skipped.count <= killedCount)
            for file in skipped { #expect(file["reason"] == "the extractor crashed on it (signal 9)") }
        }
    }

    @Test func `extractors end with the build that is killed`() throws {
        try withLongBuild { _, build, _ in
            let extractors = try children(of: build.identifier)
            #expect(extractors.count >= 1)
            build.send(SIGKILL)
            _ = try build.wait()
            for _ in 0..<500 where extractors.contains(where: { kill($0, 0) == 0 && !isZombie($0) }) { usleep(10_000) }
            #expect(extractors.allSatisfy { kill($0, 0) != 0 || isZombie($0) })
        }
    }

    /// Nobody may be there to take note of its end.
    private func isZombie(_ process: pid_t) -> Bool {
        (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.contains(") Z ") ?? true
    }

    @Test func `without descriptors to spare a build is one clear error`() throws {
        try withTemporaryFolder { folder in
            let docs = folder.appending("docs")
            try write("读书", to: docs.appending("a.txt"))
            try write("", to: folder.appending("empty.toml"))
            let program = try #require(BuiltProgram.path("sou-index"))
            let script = "ulimit -n 5; exec \"$0\" build \"$1\""
            let result = try ChildProcess(
                "/bin/bash", ["-c", script, program, docs.string],
                environment: [
                    "SOU_INDEX": folder.appending("index").string, "SOU_CONFIG": folder.appending("empty.toml").string,
                ], in: folder
            ).wait()
            #expect(result.status == 2)
            #expect(result.error.hasPrefix("sou-index: cannot "), "\(result.error)")
            #expect(result.error.hasSuffix("\n") && result.error.split(separator: "\n").count == 1)
        }
    }

    @Test func `a variable names another extractor`() throws {
        try withTemporaryFolder { folder in
            try write("读书", to: folder.appending("docs/a.txt"))
            let result = try run(
                "build", folder.appending("docs").string, index: folder.appending("index"),
                environment: ["SOU_EXTRACT": "/usr/bin/false"])
            #expect(result.status == 2)
            #expect(
                result.error == "sou-index: cannot start the extractor '/usr/bin/false': it ended with status 1; "
                    + "reinstall Sou, or set SOU_EXTRACT to its path\n")
        }
    }
}
