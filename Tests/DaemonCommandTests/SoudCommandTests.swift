import Foundation
import Glibc
import ServiceManagement
import SystemPackage
import TestSupport
import Testing

@testable import DaemonCommand

/// The program itself, as a process.
@Suite(.enabled(if: BuiltProgram.path("soud") != nil, "there is no program 'soud' beside the tests"))
struct SoudCommandTests {
    private static let activator = "/usr/bin/systemd-socket-activate"

    private func program() throws -> String {
        try #require(BuiltProgram.path("soud"))
    }

    private func start(_ program: String, _ arguments: [String], in folder: FilePath) throws -> ChildProcess {
        try ChildProcess(
            program, arguments,
            environment: [
                "HOME": folder.string, "PATH": "/usr/bin", "XDG_RUNTIME_DIR": folder.string,
                "SOU_INDEX": folder.appending("index").string, "NOTIFY_SOCKET": folder.appending("notify").string,
            ], in: folder)
    }

    /// The next message to systemd, waited for at most ten seconds.
    private func message(to receiver: CInt) async throws -> String? {
        for _ in 0..<500 {
            var bytes = [UInt8](repeating: 0, count: 200)
            let count = recv(receiver, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            if count > 0 { return String(decoding: bytes.prefix(count), as: UTF8.self) }
            try await Task.sleep(for: .milliseconds(20))
        }
        return nil
    }

    private func notifySocket(in folder: FilePath) -> CInt {
        let receiver = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        let bound = Array(folder.appending("notify").string.utf8).withUnsafeBytes { name in
            withUnixAddress(name) { bind(receiver, $0, $1) }
        }
        #expect(bound == 0)
        return receiver
    }

    /// Asks over a connection of its own and returns all that comes until the daemon closes it.
    private func get(_ target: String, from path: FilePath) -> String {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let connected = Array(path.string.utf8).withUnsafeBytes { name in
            withUnixAddress(name) { connect(descriptor, $0, $1) }
        }
        guard connected == 0 else { return "not connected: \(errno)" }
        let request = Array("GET \(target) HTTP/1.1\r\nConnection: close\r\n\r\n".utf8)
        _ = send(descriptor, request, request.count, Int32(MSG_NOSIGNAL))
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while case let count = recv(descriptor, &piece, piece.count, 0), count > 0 { answer += piece.prefix(count) }
        return String(decoding: answer, as: UTF8.self)
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `it says when it is ready, answers without an index, and stops clean on a signal`(signal: CInt) async throws {
        try await withTemporaryFolder { folder in
            let receiver = notifySocket(in: folder)
            defer { close(receiver) }
            let path = folder.appending("sou/soud.sock")
            let process = try start(program(), ["--socket", path.string], in: folder)
            #expect(try await message(to: receiver) == "READY=1\nSTATUS=Answering searches")
            #expect(get("/healthz", from: path).hasSuffix("\r\n\r\nok"))
            let answer = get("/v1/search?q=%E8%BD%A6", from: path)
            #expect(answer.hasPrefix("HTTP/1.1 503 "))
            #expect(answer.contains("urn:sou:problem:no-index"))
            process.send(signal)
            #expect(try await message(to: receiver) == "STOPPING=1\nSTATUS=Finishing the requests in flight")
            let result = try await process.ended()
            #expect(result.status == 0)
            #expect(result.error == "<6>answering searches\n<6>stopping\n")
            #expect(!FileManager.default.fileExists(atPath: path.string))
        }
    }

    @Test func `signals that come while it stops are no second stop`() async throws {
        try await withTemporaryFolder { folder in
            let receiver = notifySocket(in: folder)
            defer { close(receiver) }
            let process = try start(program(), ["--socket", folder.appending("s").string], in: folder)
            #expect(try await message(to: receiver) == "READY=1\nSTATUS=Answering searches")
            // As from a terminal and from timeout(1) at once, which tell the whole group of processes.
            for _ in 0..<5 {
                process.send(SIGINT)
                process.send(SIGTERM)
            }
            let result = try await process.ended()
            #expect(result.status == 0)
            #expect(result.error == "<6>answering searches\n<6>stopping\n")
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: activator), "systemd-socket-activate is missing"))
    func `a socket that systemd hands over is answered on and its file is left`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending("handed.sock")
            let process = try start(
                Self.activator,
                [
                    "-l", path.string, program(), "--socket",
                    folder.appending("own.sock").string,
                ], in: folder)
            // The file is there a moment before it is listened on.
            var answer = get("/healthz", from: path)
            for _ in 0..<500 where answer.hasPrefix("not connected") {
                try await Task.sleep(for: .milliseconds(20))
                answer = get("/healthz", from: path)
            }
            #expect(answer.hasSuffix("\r\n\r\nok"))
            #expect(!FileManager.default.fileExists(atPath: folder.appending("own.sock").string))
            process.send(SIGTERM)
            #expect(try await process.ended().status == 0)
            #expect(FileManager.default.fileExists(atPath: path.string))
        }
    }

    @Test(
        arguments: [
            (["--threads", "2000"], 2, "<3>cannot use --threads 2000: it must be 0 to 1024\n"),
            (
                ["--config", "/nowhere/sou.toml"], 2,
                "<3>cannot read configuration '/nowhere/sou.toml': No such file or directory\n"
            ),
            (
                ["--socket", "/dev/null"], 2,
                "<3>cannot listen on '/dev/null': something that is not a socket stands there; "
                    + "remove it or choose another --socket\n"
            ),
        ] as [([String], Int32, String)])
    func `what keeps it from beginning is one line on stderr and status 2`(
        arguments: [String], status: Int32, line: String
    ) async throws {
        try await withTemporaryFolder { folder in
            let process = try start(program(), arguments, in: folder)
            let result = try await process.ended()
            #expect(result.status == status)
            #expect(result.error == line)
        }
    }

    @Test(arguments: [
        ("电脑, 计算机\n手机\n", "line 2: name at least two words with a comma between them, or one on each side of '=>'"),
        (nil, "No such file or directory"),
    ])
    func `synonyms that cannot be read keep it from beginning`(text: String?, cause: String) async throws {
        try await withTemporaryFolder { folder in
            let synonyms = folder.appending("同义词.txt").string
            if let text { try Data(text.utf8).write(to: URL(fileURLWithPath: synonyms)) }
            let configuration = folder.appending("sou.toml").string
            try Data("[search]\nsynonyms = '\(synonyms)'\n".utf8).write(to: URL(fileURLWithPath: configuration))
            let result = try await start(program(), ["--config", configuration], in: folder).ended()
            #expect(result.status == 2)
            #expect(result.error == "<3>cannot read synonyms '\(synonyms)': \(cause)\n")
        }
    }

    @Test func `an unknown option is a wrong command line, said in one line`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await start(program(), ["--sockets", "/x"], in: folder).ended()
            #expect(result.status == 2)
            #expect(
                result.error == "<3>cannot understand the command line: Unknown option '--sockets'. "
                    + "Did you mean '--socket'?; see 'soud --help'\n")
        }
    }

    @Test func `help is no error`() async throws {
        try await withTemporaryFolder { folder in
            let result = try await start(program(), ["--help"], in: folder).ended()
            #expect(result.status == 0)
            #expect(result.output.contains("soud --index /tmp/try --socket /tmp/s"))
        }
    }
}
