import Foundation
import LocalSocket
import Settings
import SystemPackage
import TestSupport
import Testing

/// The files of `systemd/`, as systemd itself reads them and against the paths in the sources.
struct ServiceFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(component: "systemd")
    private static let analyzer = "/usr/bin/systemd-analyze"
    private static let hasAnalyzer = FileManager.default.isExecutableFile(atPath: analyzer)

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.folder.appending(component: name), encoding: .utf8)
    }

    /// The values of a directive, in the order they stand.
    private func values(_ directive: String, in name: String) throws -> [String] {
        try text(name).split(separator: "\n").filter { $0.hasPrefix("\(directive)=") }
            .map { String($0.dropFirst(directive.count + 1)) }
    }

    /// The fields of the lines of a sysusers or tmpfiles file, comments left out.
    private func lines(_ name: String) throws -> [[String]] {
        try text(name).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: " ").map(String.init) }
    }

    /// Runs systemd-analyze on copies of the units whose programs exist on every machine.
    private func analyze(_ arguments: [String], units: [String]) async throws -> (status: Int32, output: String) {
        try await withTemporaryFolder { copies in
            for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path) where name != "debian" {
                let copy = try text(name).replacing(/ExecStart=\/usr\/bin\/\S+/, with: "ExecStart=/usr/bin/true")
                    .replacing("ExecReload=/bin/kill", with: "ExecReload=/usr/bin/true")
                try write(copy.utf8, to: copies.appending(name))
            }
            let result = try await ChildProcess(
                Self.analyzer, arguments + units.map { copies.appending($0).string },
                environment: ["PATH": "/usr/bin", "LC_ALL": "C.UTF-8"], in: copies
            ).ended()
            return (result.status, result.output + result.error)
        }
    }

    @Test(.enabled(if: hasAnalyzer, "systemd-analyze is missing"))
    func `systemd has nothing to say against the units`() async throws {
        let units = ["soud.socket", "soud.service", "sou-index.service"]
        let (status, output) = try await analyze(["verify", "--recursive-errors=no"], units: units)
        #expect(status == 0)
        #expect(output.isEmpty)
    }

    // The threshold is ten times the exposure that is printed.
    @Test(
        .enabled(if: hasAnalyzer, "systemd-analyze is missing"),
        arguments: [("soud.service", 4), ("sou-index.service", 9)])
    func `a service can do little harm`(unit: String, threshold: Int) async throws {
        let (status, output) = try await analyze(
            ["security", "--offline=yes", "--no-pager", "--threshold=\(threshold)"], units: [unit])
        #expect(status == 0, "\(output.suffix(200))")
    }

    @Test func `the socket is the one in the sources`() throws {
        #expect(try values("ListenStream", in: "soud.socket") == [Paths.system.socket.string])
        #expect(SocketAddress.systemPath == Paths.system.socket.string)
    }

    @Test func `its mode is the default of the configuration`() throws {
        let mode = Configuration(paths: .system).daemon.socketMode
        #expect(try values("SocketMode", in: "soud.socket") == ["0" + String(mode, radix: 8)])
    }

    @Test func `the folders that are made are those of the socket and the index`() throws {
        #expect(
            try lines("sou.tmpfiles") == [
                ["d", Paths.system.socket.removingLastComponent().string, "0755", "sou", "sou", "-"],
                ["d", Paths.system.index.removingLastComponent().string, "0750", "sou", "sou", "-"],
            ])
        #expect(
            try values("ReadWritePaths", in: "sou-index.service") == [
                Paths.system.index.removingLastComponent().string
            ])
        // The daemon writes nothing.
        #expect(try values("ReadWritePaths", in: "soud.service").isEmpty)
        #expect(try values("ConditionPathExists", in: "sou-index.service") == [Paths.system.configuration.string])
    }

    @Test func `the programs run as the user that is made`() throws {
        #expect(try lines("sou.sysusers").first?.prefix(3) == ["u", "sou", "-"])
        #expect(try values("ExecStart", in: "soud.service") == ["/usr/bin/soud"])
        #expect(try values("ExecStart", in: "sou-index.service") == ["/usr/bin/sou-index watch --quiet"])
        for unit in ["soud.service", "sou-index.service"] {
            #expect(try values("User", in: unit) == ["sou"])
            #expect(try values("Group", in: unit) == ["sou"])
        }
        #expect(try values("SocketUser", in: "soud.socket") == ["sou"])
        #expect(try values("SocketGroup", in: "soud.socket") == ["sou"])
    }

    @Test func `systemd waits longer than the daemon drains, and gives it room for every connection`() throws {
        let stop = try #require(try values("TimeoutStopSec", in: "soud.service").compactMap { Int($0) }.first)
        let daemon = Configuration(paths: .system).daemon
        #expect(stop * 1000 > daemon.drainSeconds * 1000 + daemon.deadlineMilliseconds)
        let files = try #require(try values("LimitNOFILE", in: "soud.service").compactMap { Int($0) }.first)
        // The highest max_connections that the configuration takes, and a thousand for everything else.
        #expect(files >= 65_536 + 1000)
    }

    @Test func `the extractor may confine itself`() throws {
        let allowed = try values("SystemCallFilter", in: "sou-index.service").last?.split(separator: " ") ?? []
        for call in ["seccomp", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"] {
            #expect(allowed.contains(Substring(call)), "\(call)")
        }
    }

    @Test func `the indexer says when it is ready, is told to reload and to end, and is not started in vain`() throws {
        let unit = "sou-index.service"
        #expect(try values("Type", in: unit) == ["notify"])
        // The socket that systemd listens on.
        #expect(try values("RestrictAddressFamilies", in: unit) == ["AF_UNIX"])
        #expect(try values("ExecReload", in: unit) == ["/bin/kill -HUP $MAINPID"])
        #expect(try values("KillMode", in: unit) == ["mixed"])
        #expect(try values("Restart", in: unit) == ["on-failure"])
        #expect(try values("RestartPreventExitStatus", in: unit) == ["2"])
        #expect(try values("WantedBy", in: unit) == ["multi-user.target"])
    }

    @Test func `an idle indexer wakes up less than once a minute`() throws {
        let minutes = try #require(try values("WatchdogSec", in: "sou-index.service").first)
        // It wakes up at half of it.
        #expect(try #require(Int(minutes.dropLast("min".count))) > 2)
    }

    @Test func `the indexer can read how many folders the system lets be watched`() throws {
        #expect(try values("ProcSubset", in: "sou-index.service").isEmpty)
    }

    @Test func `neither service waits for the other`() throws {
        for directive in ["Requires", "Wants", "After", "Before", "BindsTo", "PartOf"] {
            #expect(try values(directive, in: "sou-index.service").isEmpty)
            #expect(try values(directive, in: "soud.service").allSatisfy { !$0.contains("sou-index") })
        }
    }
}
