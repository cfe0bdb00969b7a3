import CLinux
import Foundation
import Glibc
import IndexSchema
import Indexing
import SystemPackage
import TestSupport
import Testing

/// `sou-index watch` from outside, as systemd and other programs see it.
@Suite(.serialized)
struct WatchProgramTests {
    /// A watch over a folder with one document, which has come to rest.
    private final class Watching {
        let folder: FilePath
        let docs: FilePath
        let index: FilePath
        let notify: NotifySocket
        let process: ChildProcess

        init(_ folder: FilePath, _ arguments: [String] = [], environment: [String: String] = [:]) throws {
            self.folder = folder
            (docs, index) = (folder.appending("docs"), folder.appending("index"))
            if !FileManager.default.fileExists(atPath: docs.string) { try write("读书", to: docs.appending("a.txt")) }
            notify = try NotifySocket(in: folder)
            let own = ["NOTIFY_SOCKET": notify.path.string]
            process = try start(
                ["watch"] + arguments, index: index, environment: own.merging(environment) { $1 })
        }

        /// Waits for something that only a broken program never does.
        func wait(_ what: Comment, _ condition: () throws -> Bool) throws {
            for _ in 0..<6000 {
                if try condition() { return }
                if let end = try process.poll() {
                    Issue.record("\(what): it ended with \(end.status): \(end.error)")
                    return
                }
                usleep(10_000)
            }
            Issue.record("\(what): it never came; messages: \(notify.messages)")
        }

        func waitForDocuments(_ count: Int) throws {
            try wait("\(count) documents") {
                notify.has {
                    $0.hasPrefix("STATUS=watching ") && $0.contains(", \(count) document\(count == 1 ? "" : "s"), ")
                }
            }
        }

        func stop(_ signal: Int32 = SIGTERM) throws -> ChildProcess.Result {
            process.send(signal)
            return try process.wait()
        }
    }

    private func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `systemd hears that it is ready, what it does, and that it ends`() throws {
        try withTemporaryFolder { folder in
            let watching = try Watching(folder, ["\(folder)/docs"])
            try watching.waitForDocuments(1)
            #expect(watching.notify.messages.first == "READY=1")
            let status =
                /STATUS=watching 1 folder, 1 document, backlog 0, last update \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/
            #expect(watching.notify.has { $0.wholeMatch(of: status) != nil }, "\(watching.notify.messages)")
            #expect(watching.notify.has { $0 == "STATUS=updating, backlog 1" })

            try write("写字", to: watching.docs.appending("b.txt"))
            try watching.waitForDocuments(2)

            let end = try watching.stop()
            #expect(end.status == 0)
            #expect(watching.notify.has { $0 == "STOPPING=1" })
            #expect(!watching.notify.has { $0.hasPrefix("RELOADING") || $0.hasPrefix("WATCHDOG") })
            #expect(!FileManager.default.fileExists(atPath: WatcherState.path(watching.index).string))
            #expect(try IndexStatus.read(watching.index).documentCount == 2)
        }
    }

    @Test func `a reload reads the configuration again, and indexes what was added there`() throws {
        try withTemporaryFolder { folder in
            let configuration = folder.appending("sou.toml")
            try write("[index]\nfolders = [\"\(folder)/docs\"]\n", to: configuration)
            try write("写字", to: folder.appending("more/b.txt"))
            let watching = try Watching(folder, environment: ["SOU_CONFIG": configuration.string])
            try watching.waitForDocuments(1)
            try write("[index]\nfolders = [\"\(folder)/docs\", \"\(folder)/more\"]\n", to: configuration)
            let before = watching.notify.messages.count
            watching.process.send(SIGHUP)
            try watching.waitForDocuments(2)

            let heard = watching.notify.messages.dropFirst(before)
            let reloading = try #require(heard.firstIndex { $0.hasPrefix("RELOADING=1\n") })
            let ready = try #require(heard.firstIndex(of: "READY=1"))
            #expect(reloading < ready)
            let moment = try #require(heard[reloading].wholeMatch(of: /RELOADING=1\nMONOTONIC_USEC=(\d+)/)).1
            var now = timespec()
            clock_gettime(CLOCK_MONOTONIC, &now)
            let microseconds = try #require(Int(moment))
            #expect((now.tv_sec * 1_000_000 - 600_000_000...(now.tv_sec + 1) * 1_000_000).contains(microseconds))
            #expect(try watching.stop().status == 0)
        }
    }

    @Test(
        arguments: [
            ("[index]\nfoldrs = []\n", "sou-index: cannot read configuration '"),
            ("[index]\nfolders = [\"/no/such/folder\"]\n", "sou-index: cannot index folder '/no/such/folder': "),
        ])
    func `a configuration that is wrong is reported, and the one before stays in force`(
        text: String, sentence: String
    ) throws {
        try withTemporaryFolder { folder in
            let configuration = folder.appending("sou.toml")
            try write("[index]\nfolders = [\"\(folder)/docs\"]\n", to: configuration)
            let watching = try Watching(folder, environment: ["SOU_CONFIG": configuration.string])
            try watching.waitForDocuments(1)
            try write(text, to: configuration)
            let before = watching.notify.messages.count
            watching.process.send(SIGHUP)
            try watching.wait("it is ready again") { watching.notify.has(from: before) { $0 == "READY=1" } }
            try write("写字", to: watching.docs.appending("b.txt"))
            try watching.waitForDocuments(2)
            let end = try watching.stop()
            #expect(end.status == 0)
            let line = end.error.split(separator: "\n").first {
                $0.hasSuffix("; the configuration before stays in force")
            }
            #expect(line?.hasPrefix(sentence) == true, "\(end.error)")
        }
    }

    @Test func `nothing to watch is a sentence and the status that is not tried again`() throws {
        try withTemporaryFolder { folder in
            let watching = try Watching(folder)
            let end = try watching.process.wait()
            #expect(end.status == 2)
            #expect(
                end.error == "sou-index: cannot build the index: no folder is named; run 'sou-index build FOLDER' "
                    + "or set index.folders in sou.toml\n")
            #expect(!watching.notify.has { $0 == "READY=1" })
        }
    }

    @Test func `the watchdog hears from it while it rests`() throws {
        try withTemporaryFolder { folder in
            let watching = try Watching(folder, ["\(folder)/docs"], environment: ["WATCHDOG_USEC": "40000"])
            try watching.waitForDocuments(1)
            let before = watching.notify.messages.count
            try watching.wait("signs of life") {
                _ = watching.notify.has { _ in false }
                return watching.notify.messages.dropFirst(before).count { $0 == "WATCHDOG=1" } >= 5
            }
            #expect(try watching.stop().status == 0)
        }
    }

    @Test func `status tells of a watch, and that there is none when it was killed`() throws {
        try withTemporaryFolder { folder in
            let watching = try Watching(folder, ["\(folder)/docs"])
            try watching.waitForDocuments(1)
            let process = watching.process.identifier
            let text = try run("status", index: watching.index).output
            #expect(text.contains("\nwatch        process \(process) watches 1 folder\nbacklog      none\n"))
            #expect(!text.contains("writing "))
            let watch = try #require(
                try json(try run("status", "--json", index: watching.index).output)["watch"] as? [String: Any])
            #expect(
                watch.keys.sorted() == [
                    "backlog", "documents", "pid", "problems", "state", "unwatched_folders", "updated",
                    "watched_folders", "written",
                ])
            #expect(watch["state"] as? String == "watching")
            #expect(watch["pid"] as? Int == Int(process))
            #expect(watch["documents"] as? Int == 1)

            #expect(try watching.stop(SIGKILL).status == 128 + SIGKILL)
            #expect(FileManager.default.fileExists(atPath: WatcherState.path(watching.index).string))
            let after = try run("status", index: watching.index).output
            #expect(after.contains("\nwatch        nobody watches for changes; "))
            #expect(after.contains("\nstopped      \(process) sou-index watch did not come to its end; "))
            #expect(try json(try run("status", "--json", index: watching.index).output)["watch"] == nil)
        }
    }

    @Test func `a build while it runs is done by it`() throws {
        try withTemporaryFolder { folder in
            let watching = try Watching(folder, ["\(folder)/docs"])
            try watching.waitForDocuments(1)
            let process = watching.process.identifier
            let people = try run("build", index: watching.index)
            #expect(people.status == 0, "\(people.error)")
            #expect(people.output.hasPrefix("indexed 1 document in "))
            #expect(people.output.hasSuffix(" s; generation 2\n"))
            #expect(
                people.error
                    == "process \(process) watches for this index, and builds it; its log lists skipped files\n")

            let programs = try run("build", "--json", index: watching.index)
            #expect(programs.error == "")
            let object = try json(programs.output)
            #expect(
                object.keys.sorted() == [
                    "added", "built_by", "changed", "documents", "generation", "removed", "seconds",
                ])
            #expect(object["built_by"] as? Int == Int(process))
            #expect(object["generation"] as? Int == 3)

            // It goes on as before.
            try write("写字", to: watching.docs.appending("b.txt"))
            try watching.waitForDocuments(2)
            #expect(try watching.stop().status == 0)
        }
    }

    @Test(arguments: [["build", "docs"], ["update"], ["update", "docs"], ["watch"], ["watch", "docs"]])
    func `another writer is refused with a sentence`(arguments: [String]) throws {
        try withTemporaryFolder { folder in
            let watching = try Watching(folder, ["\(folder)/docs"])
            try watching.waitForDocuments(1)
            let words = arguments.map { $0 == "docs" ? watching.docs.string : $0 }
            let result = try start(words, index: watching.index).wait()
            #expect(result.status == 2)
            #expect(
                result.error == "sou-index: cannot write index '\(watching.index)': process "
                    + "\(watching.process.identifier) (sou-index watch) keeps it up to date; see 'sou-index status', or stop it "
                    + "first\n")
            #expect(try watching.stop().status == 0)
        }
    }

    /// Lends a watch of an index that another process writes, and what ends that.
    private func whileAnotherWrites(_ body: (_ watching: Watching, _ end: () -> Void) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending("index/writer.lock")
            try write("7 sou-index build\n", to: file)
            let lock = try FileDescriptor.open(file, .readWrite)
            try lock.closeAfter {
                #expect(clinux_lock(lock.rawValue) == 0)
                try body(try Watching(folder, ["\(folder)/docs"])) { clinux_unlock(lock.rawValue) }
            }
        }
    }

    @Test func `what another process is writing is waited for`() throws {
        try whileAnotherWrites { watching, end in
            try watching.wait("it waits") {
                watching.notify.has {
                    $0 == "READY=1\nSTATUS=waiting until another process has written the index: 7 sou-index build"
                }
            }
            end()
            try watching.waitForDocuments(1)
            #expect(try watching.stop().status == 0)
        }
    }

    @Test func `it ends while it waits`() throws {
        try whileAnotherWrites { watching, _ in
            try watching.wait("it waits") { watching.notify.has { $0.hasPrefix("READY=1\nSTATUS=waiting ") } }
            #expect(try watching.stop().status == 0)
        }
    }
}
