import Foundation
import SystemPackage
import TestSupport
import Testing

/// The watch beside the daemon, as a person sees them.
@Suite(.enabled(if: Installation.isBuilt, "the programs are not beside the tests"))
struct FreshnessTests {
    /// Asks until the answer is as wanted, as only a broken program never does.
    private func wait(
        _ what: Comment, _ installation: Installation, _ arguments: [String], until: (String) -> Bool
    ) async throws {
        var output = ""
        for _ in 0..<3000 {
            output = try await installation.run("sou", arguments).output
            if until(output) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("\(what): \(output)")
    }

    @Test(arguments: [true, false])
    func `daemon and watch start in any order, and what is saved is found`(daemonFirst: Bool) async throws {
        try await withTemporaryFolder { folder in
            let documents = folder.appending("文档")
            try write("溪边的水", to: documents.appending("一.txt"))
            let installation = try Installation(folder)
            if daemonFirst { try await installation.startDaemon() }
            let watch = try installation.start("sou-index", ["watch", "--quiet", documents.string])
            if !daemonFirst { try await installation.startDaemon() }
            try await wait("the first is found", installation, ["--count", "溪边"]) { $0 == "1\n" }

            try write("溪边的石头", to: documents.appending("二.txt"))
            try await wait("the second is found", installation, ["--count", "溪边"]) { $0 == "2\n" }
            try FileManager.default.removeItem(atPath: documents.appending("一.txt").string)
            try await wait("the first is gone", installation, ["--count", "溪边"]) { $0 == "1\n" }

            let line = "watch:        process \(watch.identifier) watches 1 folder\nbacklog:      none\n"
            try await wait("status tells of it", installation, ["status"]) { $0.contains(line) }
            let json = try await installation.run("sou", ["status", "--json"])
            let status = try JSONSerialization.jsonObject(with: Data(json.outputBytes)) as? [String: Any]
            let told = try #require(status?["watch"] as? [String: Any])
            #expect(told["pid"] as? Int == Int(watch.identifier))
            #expect(told["documents"] as? Int == 1)

            watch.send(SIGTERM)
            let end = try await watch.ended()
            #expect(end.status == 0)
            #expect(end.error == "")
            let after = try await installation.run("sou", ["status"])
            #expect(after.output.contains("watch:        nobody watches for changes; "))
            #expect(after.status == 0)
            _ = try await installation.stopDaemon()
        }
    }
}
