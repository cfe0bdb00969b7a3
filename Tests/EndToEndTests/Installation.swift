import Foundation
import SystemPackage
import TestSupport
import Testing

/// The programs as a person has them: an index, a daemon that serves it, and a client, in a folder of their own.
final class Installation {
    static let isBuilt = ["sou", "soud", "sou-index", "sou-extract"].allSatisfy { BuiltProgram.path($0) != nil }

    let folder: FilePath
    private var daemon: ChildProcess?

    private var environment: [String: String] {
        [
            "HOME": folder.string, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "SOU_CONFIG": folder.appending("sou.toml").string, "SOU_INDEX": folder.appending("index").string,
            "SOU_SOCKET": folder.appending("s").string,
        ]
    }

    init(_ folder: FilePath) throws {
        self.folder = folder
        // Not the machine's own configuration.
        try write("", to: folder.appending("sou.toml"))
    }

    func start(_ program: String, _ arguments: [String] = []) throws -> ChildProcess {
        try ChildProcess(
            try #require(BuiltProgram.path(program)), arguments, environment: environment, in: folder)
    }

    func run(_ program: String, _ arguments: [String]) async throws -> ChildProcess.Result {
        try await start(program, arguments).ended()
    }

    func build(_ documents: String) async throws -> ChildProcess.Result {
        try await run("sou-index", ["build", documents])
    }

    /// Starts the daemon and waits until it answers.
    func startDaemon() async throws {
        daemon = try start("soud")
        for _ in 0..<1000 {
            if try await run("sou", ["status"]).status != 2 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("soud does not answer")
    }

    /// Ends the daemon as systemd does, and returns what it left.
    func stopDaemon() async throws -> ChildProcess.Result? {
        daemon?.send(SIGTERM)
        return try await daemon?.ended()
    }

    /// The hits of a query, best first.
    func hits(_ query: String, limit: Int = 10) async throws -> [[String: Any]] {
        let result = try await run("sou", ["--json", "--limit", "\(limit)", "--", query])
        #expect(result.status != 2, "\(result.error)")
        let answer = try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any]
        return try #require(answer?["hits"] as? [[String: Any]])
    }
}
