import Foundation
import Indexing
import SystemPackage
import TestSupport
import Testing
import URIs

/// The built program, from outside.
@Suite(.serialized)
struct ProgramTests {
    private func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func names(in folder: FilePath) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.string).sorted()
    }

    @Test func `build tells people and programs what it did`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try write("读书", to: docs.appending("a.txt"))
            try write("\0", to: docs.appending("b.bin"))
            let people = try run("build", docs.string, index: index)
            #expect(people.status == 0)
            #expect(people.output.hasPrefix("1 document, 6 bytes in 0."))
            #expect(people.output.hasSuffix(" s, 1 skipped; generation 1\n"))
            #expect(people.error.hasPrefix("extractor: "))
            #expect(people.error.hasSuffix("a file\nskipped \(docs)/b.bin: the file is binary, not text\n"))

            let programs = try run("build", "--json", index: index)
            #expect(programs.error == "")
            let object = try json(programs.output)
            #expect(
                object.keys.sorted() == [
                    "added", "bytes", "changed", "documents", "generation", "ignored", "notices", "removed", "sandbox",
                    "seconds",
                    "skipped",
                ])
            #expect(object["documents"] as? Int == 1)
            #expect(object["generation"] as? Int == 2)
            #expect(
                object["skipped"] as? [[String: String]]
                    == [["path": "\(docs)/b.bin", "reason": "the file is binary, not text"]])
        }
    }

    @Test func `an index may be named by one word`() throws {
        try withTemporaryFolder { folder in
            try write("读书", to: folder.appending("docs/a.txt"))
            let script = "cd \"$1\" && exec \"$2\" build --quiet --index index docs"
            let result = try ChildProcess(
                "/bin/sh", ["-c", script, "sh", folder.string, program], environment: ["SOU_CONFIG": "/dev/null"],
                in: folder
            ).wait()
            #expect(result.error == "")
            #expect(result.status == 0)
        }
    }

    /// As of a service with `LimitAS=`, or of a shell after `ulimit`.
    @Test func `lower limits than the extractor's own stay`() throws {
        try withTemporaryFolder { folder in
            try write("读书", to: folder.appending("docs/a.txt"))
            let script = "ulimit -v 1500000; exec \"$2\" build --json --index \"$1/index\" \"$1/docs\""
            let result = try ChildProcess(
                "/bin/bash", ["-c", script, "bash", folder.string, program], environment: ["SOU_CONFIG": "/dev/null"],
                in: folder
            ).wait()
            #expect(result.error == "")
            #expect(result.output.hasPrefix(#"{"added":1,"#))
        }
    }

    @Test func `status and check tell of the index`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try write("读书", to: docs.appending("a.txt"))
            #expect(try run("build", "--quiet", docs.string, index: index).output == "")

            let status = try run("status", index: index)
            #expect(status.status == 0)
            #expect(status.output.contains("documents    1\n"))
            #expect(status.output.contains("folders      \(docs)\n"))
            let object = try json(try run("status", "--json", index: index).output)
            #expect(object["documents"] as? Int == 1)
            #expect(object["text_bytes"] as? Int == 6)
            #expect(object["current"] as? Bool == true)
            #expect(object["folders"] as? [String] == [docs.string])

            let check = try run("check", index: index)
            #expect(check.status == 0)
            #expect(check.output == "index '\(index)' is sound: 1 document\n")
            #expect(try json(try run("check", "--json", index: index).output)["sound"] as? Bool == true)
        }
    }

    @Test func `check fails when the index is not sound`() throws {
        try withTemporaryFolder { folder in
            let index = folder.appending("index")
            try write("auto gen-000004\n", to: index.appending("XAPIANDB"))
            let check = try run("check", index: index)
            #expect(check.status == 2)
            #expect(
                check.error
                    == "index '\(index)': its XAPIANDB names generation 4, which does not exist; run 'sou-index check "
                    + "--repair'\n")
            let object = try json(try run("check", "--json", index: index).output)
            #expect(object["sound"] as? Bool == false)
        }
    }

    @Test func `check --repair mends an index and says how`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try write("读书", to: docs.appending("a.txt"))
            #expect(try run("build", "--quiet", docs.string, index: index).status == 0)

            try write("auto gen-", to: index.appending("XAPIANDB"))
            let stub = try run("check", "--repair", index: index)
            #expect(stub.status == 0)
            #expect(stub.output == "index '\(index)' is sound: 1 document\n")
            #expect(stub.error == "note \(index)/XAPIANDB: it named no generation, and names generation 1 now\n")

            try write("", to: index.appending("gen-000001/iamglass"))
            let unknown = try run("check", "--repair", index: index)
            #expect(unknown.status == 2)
            #expect(
                unknown.error == "sou-index: cannot tell the folders of index '\(index)': it cannot be read; "
                    + "run 'sou-index build FOLDER'\n")

            try write("[index]\nfolders = [\"\(docs)\"]\n", to: folder.appending("sou.toml"))
            let known = try run(
                "check", "--repair", "--json", index: index,
                environment: ["SOU_CONFIG": folder.appending("sou.toml").string])
            #expect(known.status == 0)
            let object = try json(known.output)
            #expect(object["sound"] as? Bool == true)
            #expect(object["generation"] as? Int == 2)
            #expect((object["mended"] as? [String])?.isEmpty == false)
            #expect(object["problems"] as? [String] == [])
        }
    }

    @Test func `what goes wrong is one sentence and status 2`() throws {
        try withTemporaryFolder { folder in
            let index = folder.appending("index")
            for command in ["status", "check"] {
                let result = try run(command, index: index)
                #expect(result.status == 2)
                #expect(
                    result.error
                        == "sou-index: cannot read index '\(index)': there is none; run 'sou-index build FOLDER'\n")
                #expect(result.output == "")
            }
            let build = try run("build", index: index)
            #expect(build.status == 2)
            #expect(
                build.error == "sou-index: cannot build the index: no folder is named; run 'sou-index build FOLDER' "
                    + "or set index.folders in sou.toml\n")
        }
    }

    @Test(
        arguments: [
            (["bild"], "unexpected argument 'bild'; see 'sou-index --help'"),
            (["upgrade"], "unexpected argument 'upgrade'; see 'sou-index --help'"),
            (["build", "--job"], "unknown option '--job' (did you mean '--jobs'?); see 'sou-index --help'"),
            (["build", "--jobs", "x"], "the value 'x' is invalid for '--jobs <n>'; see 'sou-index --help'"),
            (["status", "--index"], "missing value for '--index <folder>'; see 'sou-index --help'"),
        ] as [([String], String)])
    func `a mistake on the command line is one sentence and status 2`(_ arguments: [String], _ cause: String) throws {
        try withTemporaryFolder { folder in
            let result = try start(arguments, index: folder.appending("index")).wait()
            #expect(result.status == 2)
            #expect(result.error == "sou-index: cannot understand the command line: \(cause)\n")
            #expect(result.output == "")
        }
    }

    @Test func `an error sentence cannot command the terminal`() throws {
        try withTemporaryFolder { folder in
            let result = try run("build", "/no\u{1B}[31m\nfolder/文", index: folder.appending("index"))
            #expect(result.status == 2)
            #expect(
                result.error
                    == "sou-index: cannot index folder '/no\\x1b[31m\\x0afolder/文': No such file or directory\n")
        }
    }

    @Test func `a folder can be given as a URI`() throws {
        try withTemporaryFolder { folder in
            try write("读书", to: folder.appending("文 档/a.txt"))
            let uri = "file://\(PercentEncoding.encoded(folder.appending("文 档").string.utf8, keepsSlashes: true))"
            #expect(try run("build", uri, index: folder.appending("index")).status == 0)
            #expect(try IndexStatus.read(folder.appending("index")).folders.count == 1)
            #expect(try run("build", "file:///%zz", index: folder.appending("index")).status == 2)
        }
    }

    @Test func `help is no error`() throws {
        try withTemporaryFolder { folder in
            for arguments in [["--help"], ["build", "--help"], ["help", "check"], ["--version"]] {
                let result = try start(arguments, index: folder.appending("index")).wait()
                #expect(result.status == 0, "\(arguments)")
                #expect(result.error == "")
                #expect(!result.output.isEmpty)
            }
        }
    }

    @Test func `a flag goes before the environment, and that before the file`() throws {
        try withTemporaryFolder { folder in
            let docs = folder.appending("docs")
            try write("读书", to: docs.appending("a.txt"))
            try write(
                "[index]\npath = \"\(folder)/by-file\"\nfolders = [\"\(docs)\"]\n", to: folder.appending("sou.toml"))
            let file = ["SOU_CONFIG": folder.appending("sou.toml").string]
            let variable = folder.appending("by-variable")
            #expect(
                try run("build", "--index", "\(folder)/by-flag", index: variable, environment: file).status == 0)
            #expect(try run("build", index: variable, environment: file).status == 0)
            #expect(
                try run("build", index: variable, environment: file.merging(["SOU_INDEX": ""]) { $1 }).status == 0)
            for name in ["by-flag", "by-variable", "by-file"] {
                #expect(try names(in: folder.appending(name)) == ["XAPIANDB", "gen-000001", "writer.lock"])
            }
        }
    }

    /// A folder that takes seconds to build, with a live first generation over something small.
    private func withLongBuild(_ body: (FilePath, ChildProcess) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try write("小", to: docs.appending("a.txt"))
            #expect(try run("build", docs.string, index: index).status == 0)
            let page = (0..<4000).map { "第\($0)行，字\($0 * 7919 % 4001)。\n" }.joined()
            for number in 0..<400 { try write("\(number)\n" + page, to: docs.appending("\(number).txt")) }
            let build = try start(["build"], index: index)
            // It has begun to write when its scratch folder has a segment.
            let scratch = index.appending("building-\(build.identifier)/segment-1/termlist.glass")
            for _ in 0..<1000 where !FileManager.default.fileExists(atPath: scratch.string) { usleep(10_000) }
            #expect(FileManager.default.fileExists(atPath: scratch.string))
            try body(index, build)
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `an interrupted build leaves the live generation and nothing else`(_ signal: Int32) throws {
        try withLongBuild { index, build in
            build.send(signal)
            let result = try build.wait()
            #expect(result.status == 130)
            #expect(
                result.error.hasSuffix(
                    "\nsou-index: cannot finish: interrupted (what was indexed before can still be searched)\n"))
            let left = try names(in: index)
            #expect(left == ["XAPIANDB", "gen-000001", "writer.lock"])
            #expect(try IndexStatus.read(index).documentCount == 1)
        }
    }

    @Test func `a second build names the first, and a killed one is cleaned up after`() throws {
        try withLongBuild { index, build in
            let second = try run("build", index: index)
            #expect(second.status == 2)
            #expect(
                second.error == "sou-index: cannot write index '\(index)': process \(build.identifier) "
                    + "(sou-index build) is writing it; wait for it or stop it\n")
            build.send(SIGKILL)
            _ = try build.wait()
            #expect(try IndexStatus.read(index).documentCount == 1)
            let holder = "\(build.identifier) sou-index build"
            let status = try json(try run("status", "--json", index: index).output)
            #expect(status["stopped_writer"] as? String == holder)
            let check = try json(try run("check", "--json", index: index).output)
            #expect(check["sound"] as? Bool == true)
            #expect(
                check["notices"] as? [String] == [
                    "process \(build.identifier) (sou-index build) was stopped before its end",
                    "building-\(build.identifier) left over; the next writer removes it",
                ])
            #expect(try names(in: index).contains("building-\(build.identifier)"))

            let small = index.removingLastComponent().appending("small")
            try write("后来", to: small.appending("b.txt"))
            #expect(try run("build", small.string, index: index).status == 0)
            #expect(try names(in: index) == ["XAPIANDB", "gen-000002", "writer.lock"])
        }
    }
}
