import Documents
import ExtractorProtocol
import Glibc
@testable import Indexing
import SystemPackage
import TestSupport
import Testing

/// The parent's side, against a program that misbehaves as the names of the files tell it.
@Suite(.enabled(if: BuiltProgram.path("fake-extractor") != nil, "needs fake-extractor"))
struct RestartingExtractorTests {
    private func program(_ memoryBytes: Int = 1 << 30) throws -> ExtractorProgram {
        let path = try #require(BuiltProgram.path("fake-extractor"))
        return ExtractorProgram(path: FilePath(path), memoryBytes: memoryBytes, version: "test")
    }

    /// What is said of files with these names, one after the other.
    ///
    /// - Parameter announces: whether all of them are announced before the first is asked for.
    private func outcomes(_ names: [String], announces: Bool = false) throws -> [String] {
        let extractor = try RestartingExtractor(try program())
        let requests = names.map { name in
            // Those that never answer are not waited for; the others have time on a busy machine.
            let maxSeconds = ["hang", "half", "time"].contains(name) ? 1 : 60
            return ExtractionRequest(name: Array("/d/\(name)".utf8), sizeBytes: 0, maxSeconds: maxSeconds)
        }
        if announces { for request in requests { extractor.announce(request, file: STDIN_FILENO) } }
        return try requests.map { request in
            switch try extractor.reply(to: request, file: STDIN_FILENO) {
            case .extraction(.document(let document)): return String(decoding: document.text, as: UTF8.self)
            case .failed(let reason): return reason
            case let other: return "\(other)"
            }
        }
    }

    @Test func `one process reads many files`() throws {
        // Its descriptors are the three standard ones and the socket: nothing of the test's, and no file is left open.
        #expect(try outcomes(["a", "b", "c"]) == ["a 0 4", "b 1 4", "c 2 4"])
    }

    @Test(
        arguments: [
            ("crash", "the extractor crashed on it (signal 11)"),
            ("exit", "the extractor ended on it (status 3)"),
            ("memory", "reading it takes more memory than index.extractor_memory_bytes (1073741824)"),
            ("time", "reading it took longer than index.max_seconds_per_file (1 s)"),
            ("hang", "reading it took longer than index.max_seconds_per_file (1 s)"),
            ("half", "reading it took longer than index.max_seconds_per_file (1 s)"),
            ("nonsense", "the extractor's answer is not sound: it is too long"),
            ("long", "the extractor's answer is not sound: it is too long"),
        ])
    func `a file that the extractor does not survive is skipped, and the next is read`(
        name: String, reason: String
    ) throws {
        let outcomes = try outcomes(["a", name, "b", name, name, "c"])
        #expect(outcomes == ["a 0 4", reason, "b 0 4", reason, reason, "c 0 4"])
    }

    @Test(arguments: [false, true])
    func `a file is not blamed for what an earlier one did to the process`(announces: Bool) throws {
        let outcomes = try outcomes(["a", "crash-later", "b"], announces: announces)
        #expect(outcomes == ["a 0 4", "crash-later 0 4", "b 1 4"])
    }

    @Test func `files that are announced are answered in order, and none is blamed for one before it`() throws {
        #expect(
            try outcomes(["a", "crash", "b", "hang", "exit", "nonsense", "half", "c", "d"], announces: true) == [
                "a 0 4", "the extractor crashed on it (signal 11)", "b 0 4",
                "reading it took longer than index.max_seconds_per_file (1 s)",
                "the extractor ended on it (status 3)", "the extractor's answer is not sound: it is too long",
                "reading it took longer than index.max_seconds_per_file (1 s)", "c 0 4", "d 1 4",
            ])
    }

    @Test func `more files than the socket takes can be announced`() throws {
        let names = (0..<2000).map { String(repeating: "x", count: 200) + "\($0)" }
        #expect(try outcomes(names, announces: true) == names.enumerated().map { "\($1) \($0) 4" })
    }

    @Test func `what was announced and is forgotten is no answer to something else`() throws {
        let extractor = try RestartingExtractor(try program())
        func request(_ name: String) -> ExtractionRequest { ExtractionRequest(name: Array(name.utf8), sizeBytes: 0) }
        for name in ["/a", "/b", "/c"] { extractor.announce(request(name), file: STDIN_FILENO) }
        _ = try extractor.reply(to: request("/a"), file: STDIN_FILENO)
        extractor.forgetAnnounced()
        guard case .extraction(.document(let document)) = try extractor.reply(to: request("/d"), file: STDIN_FILENO)
        else {
            Issue.record("no document")
            return
        }
        #expect(document.title == "d")
    }

    @Test func `a process that is killed while it waits costs nothing`() throws {
        let extractor = try RestartingExtractor(try program())
        let request = ExtractionRequest(name: Array("/a".utf8), sizeBytes: 0)
        for _ in 0..<3 {
            guard case .extraction(.document) = try extractor.reply(to: request, file: STDIN_FILENO) else {
                Issue.record("no document")
                return
            }
            let identifier = try #require(extractor.processIdentifier)
            kill(identifier, SIGKILL)
        }
    }

    @Test func `no process is left when an extractor is dropped`() throws {
        let identifier: pid_t
        do {
            let extractor = try RestartingExtractor(try program())
            identifier = try #require(extractor.processIdentifier)
            #expect(kill(identifier, 0) == 0)
        }
        #expect(kill(identifier, 0) == -1)
    }

    @Test(
        arguments: [
            (1, "fake: it rains"), (2, "it ended with status 6"), (3, "it ended by signal 9"),
            (4, "it is of version 0.0, and this is test"), (5, "what it answers makes no sense"),
        ])
    func `an extractor that does not start is one clear error`(memoryBytes: Int, reason: String) throws {
        let program = try program(memoryBytes)
        let error = #expect(throws: IndexingError.self) { try program.check() }
        #expect(
            error?.description == "cannot start the extractor '\(program.path)': \(reason); "
                + "reinstall Sou, or set SOU_EXTRACT to its path")
    }

    @Test func `a program that is not there is one clear error, and the index stays as it is`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            _ = try makeBuild(index).run([docs])
            let nowhere = ExtractorProgram(path: "/no/sou-extract", memoryBytes: 0, version: "test")
            let error = #expect(throws: IndexingError.self) { try makeBuild(index, extractors: nowhere).run([docs]) }
            #expect(
                error?.description == "cannot start the extractor '/no/sou-extract': No such file or directory; "
                    + "reinstall Sou, or set SOU_EXTRACT to its path")
            #expect(try names(in: index) == ["XAPIANDB", "gen-000001", "writer.lock"])
        }
    }

    @Test func `a build skips what crashes and indexes the rest`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            for number in 0..<20 {
                for name in ["crash", "exit", "good", "nonsense"] {
                    try write("x", to: docs.appending("\(number)/\(name)"))
                }
            }
            let summary = try makeBuild(index, extractors: try program()).run([docs])
            #expect(summary.documentCount == 20)
            #expect(summary.skipped.count == 60)
        }
    }

    @Test func `the program beside this one is found, and otherwise that of libexec is named`() {
        let found = ExtractorProgram(path: nil, memoryBytes: 0, version: "").path
        #expect(found.lastComponent == "sou-extract")
        #expect(ExtractorProgram(path: "/x/y", memoryBytes: 0, version: "").path == "/x/y")
    }
}
