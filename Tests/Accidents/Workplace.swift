import Analysis
import Foundation
import Glibc
import IndexSchema
import Indexing
import LocalSocket
import SearchClient
import SystemPackage
import TestSupport
import Wire

/// A folder with a tree of documents, their index, and a daemon that serves it all the time.
final class Workplace {
    static let isBuilt = ["soud", "sou-index", "sou-extract", "libfault-injection.so"].allSatisfy {
        BuiltProgram.path($0) != nil
    }

    let folder: FilePath
    let disk: SmallDisk?
    var tree: ChangingTree
    var random: SeededRandom
    let fingerprint: String
    private var daemon: ChildProcess

    var index: FilePath { (disk == nil ? folder : folder.appending("disk")).appending("index") }
    private var countFile: FilePath { folder.appending("operations") }

    /// - Parameters:
    ///   - corpus: a folder of real documents, and how many of them are in the tree from the beginning.
    ///   - disk: whether the index lies on a file system of its own.
    ///
    /// Nil when there is to be one and mounting is not permitted.
    init?(files: Int, corpus: (folder: FilePath, files: Int)? = nil, seed: UInt64, disk needsDisk: Bool) throws {
        var name = Array("/tmp/sou-accidents-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { throw Errno(rawValue: errno) }
        folder = FilePath(platformString: name)
        disk = needsDisk ? try SmallDisk(folder.appending("disk")) : nil
        if needsDisk, disk == nil {
            try removeFolder(folder)
            return nil
        }
        random = SeededRandom(seed: seed)
        tree = try ChangingTree(folder.appending("文档"), files: files, corpus: corpus, seed: seed &+ 1)
        fingerprint = try Analyzer().fingerprint
        // A busy machine is no accident.
        // A watch compacts after nearly every update.
        try write(
            "[daemon]\ndeadline_ms = 60000\n[index]\ncompact_growth_percent = 1\n", to: folder.appending("sou.toml"))
        daemon = try Self.start(
            "soud", [], folder, index: (disk == nil ? folder : folder.appending("disk")).appending("index"))
        let end = ContinuousClock.now + .seconds(60)
        while (try? ask { client throws(ClientError) in try client.status() }) == nil {
            guard try daemon.poll() == nil, ContinuousClock.now < end else {
                throw Defect("the daemon does not answer")
            }
            usleep(5_000)
        }
    }

    /// Ends the daemon and removes the folder.
    func remove() {
        daemon.send(SIGKILL)
        disk?.unmount()
        do {
            _ = try daemon.wait(seconds: 60)
            try removeFolder(folder)
        } catch {
            print("cannot remove '\(folder)': \(error)")
        }
    }

    // MARK: The programs

    private static func start(
        _ program: String, _ arguments: [String], _ folder: FilePath, index: FilePath,
        _ environment: [String: String] = [:]
    ) throws -> ChildProcess {
        guard let path = BuiltProgram.path(program) else { throw Defect("'\(program)' is not beside this program") }
        let own = [
            "HOME": folder.string, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "SOU_CONFIG": folder.appending("sou.toml").string, "SOU_INDEX": index.string,
            "SOU_SOCKET": folder.appending("s").string,
        ]
        // The files of the output would be thousands in a folder that is kept.
        let outputs = folder.appending("output")
        try FileManager.default.createDirectory(atPath: outputs.string, withIntermediateDirectories: true)
        return try ChildProcess(path, arguments, environment: own.merging(environment) { $1 }, in: outputs)
    }

    /// Starts a command of the indexer over the tree.
    func start(_ command: String, fault: Fault? = nil) throws -> ChildProcess {
        let environment = try fault?.environment(index: index, countFile: countFile) ?? [:]
        return try Self.start("sou-index", [command, "--quiet", tree.folder.string], folder, index: index, environment)
    }

    /// Waits for the end of a command that nothing disturbs; a watch is ended when it rests.
    func end(_ process: ChildProcess, of command: String) throws -> ChildProcess.Result {
        if command == "watch" {
            try waitForRest(of: process)
            process.send(SIGTERM)
        }
        return try process.wait(seconds: 300)
    }

    /// What lies in the index's folder, if there is one.
    func indexNames() throws -> Set<String> {
        guard FileManager.default.fileExists(atPath: index.string) else { return [] }
        return Set(try FileManager.default.contentsOfDirectory(atPath: index.string))
    }

    /// What a watch says of itself; nil when it has not begun to work.
    func state(of watch: ChildProcess) -> WatcherState? {
        WatcherState.read(index: index).flatMap { $0.processID == watch.identifier ? $0 : nil }
    }

    /// Waits until a watch has compared everything and waits for changes.
    func waitForRest(of watch: ChildProcess) throws {
        try wait("the watch does not come to rest") {
            if let end = try watch.poll() { throw Defect("the watch ended with \(end.status): \(end.error)") }
            return state(of: watch).map { $0.activity == .watching && $0.documents != nil } ?? false
        }
    }

    /// Waits for something that only a broken program never does.
    func wait(_ failure: String, until condition: () throws -> Bool) throws {
        let end = ContinuousClock.now + .seconds(300)
        while try !condition() {
            guard ContinuousClock.now < end else { throw Defect(failure) }
            usleep(2_000)
        }
    }

    /// Runs a command to its end, which must be a good one.
    func run(_ command: String, fault: Fault? = nil) throws {
        let result = try end(try start(command, fault: fault), of: command)
        guard result.status == 0 else { throw Defect("\(command) ended with \(result.status): \(result.error)") }
    }

    /// Runs the check, which may mend.
    func check(_ arguments: [String] = []) throws -> ChildProcess.Result {
        try Self.start("sou-index", ["check", "--json"] + arguments, folder, index: index).wait(seconds: 120)
    }

    /// How many operations on the disk the last command with a fault has made.
    func operationCount() throws -> Int {
        guard let count = Int(String(decoding: try read(countFile), as: UTF8.self).dropLast()) else {
            throw Defect("the operations were not counted")
        }
        return count
    }

    // MARK: What must be

    func ask<Answer>(_ body: (SearchClient) throws(ClientError) -> Answer) throws -> Answer {
        let address = try SocketAddress(path: folder.appending("s").string)
        return try body(SearchClient(address: address, timeout: .seconds(30)))
    }

    func checkDaemonLives() throws {
        if let end = try daemon.poll() { throw Defect("the daemon ended with \(end.status): \(end.error)") }
    }

    /// The names of the files that the daemon finds for a word; nil when there is no index yet.
    func names(with word: String) throws -> Set<String>? {
        var parameters = SearchParameters(query: "\"\(word)\"")
        parameters.limit = SearchParameters.largestLimit
        let prefix = tree.folder.string + "/"
        do {
            let hits = try ask { client throws(ClientError) in try client.search(parameters).value.hits }
            return Set(hits.map { $0.path.hasPrefix(prefix) ? String($0.path.dropFirst(prefix.count)) : $0.path })
        } catch ClientError.problem(let problem) where problem.detail.hasPrefix("cannot search: there is no index") {
            return nil
        } catch {
            try checkDaemonLives()
            throw error
        }
    }

    /// The index must equal one that is built afresh.
    func compareWithFreshIndex() throws {
        let fresh = folder.appending("fresh")
        let build = try Self.start("sou-index", ["build", "--quiet", tree.folder.string], folder, index: fresh)
        let result = try build.wait(seconds: 300)
        guard result.status == 0 else { throw Defect("a fresh build ended with \(result.status): \(result.error)") }
        let difference = try IndexContent(index).differences(from: IndexContent(fresh)).first
        try removeFolder(fresh)
        if let difference { throw Defect("the index is not what a fresh build makes: \(difference)") }
    }

    /// What is not the same in two indexes; nil when nothing is. In a process of its own, for one of them is damaged.
    func difference(_ index: FilePath, _ other: FilePath) throws -> String? {
        let arguments = ["flip", "--compare", index.string, other.string]
        let result = try Self.start("sou-accidents", arguments, folder, index: index).wait(seconds: 120)
        return result.status == 0 ? nil : result.status < 128 ? result.output : "reading it ends the program"
    }
}
