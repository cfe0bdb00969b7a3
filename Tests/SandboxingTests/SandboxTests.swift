import CSandbox
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Sandboxing

/// What a process in the sandbox can still do, tried by `sandbox-probe`.
@Suite(.enabled(if: BuiltProgram.path("sandbox-probe") != nil, "needs sandbox-probe"))
struct SandboxTests {
    private static let landlockVersion = csandbox_landlock_version()

    private func run(_ walls: String, memoryBytes: Int = 1 << 30, mode: String...) async throws -> ChildProcess.Result {
        try await withTemporaryFolder { folder in
            try write("好", to: folder.appending("readable/a"))
            let program = try #require(BuiltProgram.path("sandbox-probe"))
            let arguments = [program, walls, "\(memoryBytes)", folder.appending("readable").string] + mode
            // In the sandbox no file can be written, the output of a test's child included.
            return try await ChildProcess(
                "/bin/bash", ["-c", "\"$@\" 2>&1 | cat; exit ${PIPESTATUS[0]}", "bash"] + arguments,
                environment: ["PATH": "/usr/bin:/bin"], in: folder
            ).ended(seconds: 60)
        }
    }

    /// What was tried, with the error numbers.
    private func attempts(_ walls: String) async throws -> [String: Int32] {
        let result = try await run(walls)
        #expect(result.status == 0, "\(result.output)")
        let pairs = result.output.split(separator: "\n").map { line in
            let colon = line.lastIndex(of: ":") ?? line.endIndex
            return (String(line[..<colon]), Int32(line[colon...].dropFirst(2)) ?? -1)
        }
        return Dictionary(pairs) { $1 }
    }

    @Test func `in the sandbox little more can be done than reading what is open`() async throws {
        var expected: [String: Int32] = [
            "read /etc/passwd": EACCES, "read a file": 0, "list a folder": 0, "list another folder": EACCES,
            "write a file": EPERM, "truncate a file": EPERM, "make a file": EPERM, "make a folder": EPERM,
            "remove a file": EPERM, "rename a file": EPERM, "connect to the network": EPERM, "make a socket": EPERM,
            "fork": EPERM, "start a program": EPERM, "start a thread": EPERM, "signal the parent": EPERM,
            "map code": EPERM, "raise a limit": EPERM, "map 4 GiB": ENOMEM, "map 1 MiB": 0, "ask for the time": 0,
        ]
        if Self.landlockVersion == 0 {
            for name in ["read /etc/passwd", "read a file", "list a folder", "list another folder"] {
                expected[name] = EPERM
            }
        }
        let found = try await attempts("all")
        for (name, error) in expected { #expect(found[name] == error, "\(name)") }
    }

    @Test func `without Landlock nothing is opened at all`() async throws {
        let found = try await attempts("calls")
        for name in ["read /etc/passwd", "read a file", "list a folder", "write a file", "make a file"] {
            #expect(found[name] == EPERM, "\(name)")
        }
    }

    @Test(.enabled(if: landlockVersion > 0, "needs Landlock"), arguments: 1...7)
    func `Landlock alone keeps from all files but those that may be read`(version: Int) async throws {
        guard version <= Self.landlockVersion else { return }
        let found = try await attempts("files \(version)")
        for name in [
            "read /etc/passwd", "list another folder", "write a file", "make a file", "make a folder", "remove a file",
            "rename a file", "start a program",
        ] {
            #expect(found[name] == EACCES, "\(name)")
        }
        #expect(found["read a file"] == 0)
        #expect(found["list a folder"] == 0)
        #expect(found["truncate a file"] == (version >= 3 ? EACCES : 0))
        #expect(found["connect to the network"] == (version >= 4 ? EACCES : ECONNREFUSED))
    }

    @Test func `who runs out of memory says so with the exit status`() async throws {
        #expect(
            try await run("all", memoryBytes: 1 << 28, mode: "exhaust-memory").status == Sandbox.memoryExhaustedStatus)
    }

    @Test func `who overflows the stack or aborts for other reasons dies by the signal`() async throws {
        #expect(try await run("all", mode: "overflow-stack").status == 128 + SIGSEGV)
        #expect(try await run("all", mode: "abort").status == 128 + SIGABRT)
    }

    @Test func `who computes for too long is ended`() async throws {
        #expect(try await run("all", mode: "compute").status == 128 + SIGXCPU)
    }
}
