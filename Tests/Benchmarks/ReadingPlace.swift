import Foundation
import SystemPackage
import TestSupport

/// A folder with documents, their index, and a daemon that serves it.
struct ReadingPlace {
    let stamped: StampedDocuments
    let daemon: ChildProcess
    let socket: FilePath
    private let folder: FilePath
    private let programs: String

    /// Writes the documents, builds their index, and starts the daemon; it listens when this returns.
    init(_ documents: Corpus, in folder: FilePath, programs: String) throws {
        self.folder = folder
        self.programs = programs
        socket = folder.appending("s")
        stamped = StampedDocuments(folder: folder.appending("文档/告示"))
        for (number, document) in documents.documents.enumerated() {
            try write(
                String(decoding: document, as: UTF8.self), to: folder.appending("文档/卷\(number / 100)/\(number).txt"))
        }
        try FileManager.default.createDirectory(atPath: stamped.folder.string, withIntermediateDirectories: true)
        try stamped.write(stamp: 0)
        // A cache that is full soon, and no deadline that the time the daemon is stopped for could pass.
        try write("[daemon]\ndeadline_ms = 600000\ncache_percent = 1\n", to: folder.appending("sou.toml"))
        try FileManager.default.createDirectory(
            atPath: folder.appending("output").string, withIntermediateDirectories: true)
        let build = try Self.start(
            programs, "sou-index", ["build", "--quiet", folder.appending("文档").string], folder
        ).wait()
        guard build.status == 0 else { throw ReadingFailure("the build ended with \(build.status): \(build.error)") }
        daemon = try Self.start(programs, "soud", [], folder)
        let end = ContinuousClock.now + .seconds(60)
        while (try? DaemonConnection(path: socket.string)) == nil {
            if let result = try daemon.poll() { throw ReadingFailure("the daemon ended: \(result.error)") }
            guard ContinuousClock.now < end else { throw ReadingFailure("the daemon does not listen") }
            usleep(10_000)
        }
    }

    private static func start(
        _ programs: String, _ program: String, _ arguments: [String], _ folder: FilePath
    ) throws -> ChildProcess {
        try ChildProcess(
            "\(programs)/\(program)", arguments,
            environment: [
                "HOME": folder.string, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
                "SOU_CONFIG": folder.appending("sou.toml").string, "SOU_INDEX": folder.appending("index").string,
                "SOU_SOCKET": folder.appending("s").string,
            ], in: folder.appending("output"))
    }

    /// Runs a command of the indexer over the documents.
    func run(_ command: String) throws {
        let documents = folder.appending("文档").string
        let result = try Self.start(programs, "sou-index", [command, "--quiet", documents], folder).wait()
        guard result.status == 0 else {
            throw ReadingFailure("\(command) ended with \(result.status): \(result.error)")
        }
    }

    func footprint(after commits: Int) throws -> ProcessFootprint {
        try ProcessFootprint(of: daemon.identifier, after: commits)
    }

    func wait(seconds: Double) throws {
        usleep(UInt32(seconds * 1e6))
        if let result = try daemon.poll() { throw ReadingFailure("the daemon ended: \(result.error)") }
    }

    /// What the daemon says of itself.
    func state() throws -> (generation: Int, repeatedSearches: Int) {
        let text = String(decoding: try DaemonConnection(path: socket.string).get("/metrics").body, as: UTF8.self)
        func sample(_ name: String) throws -> Int {
            let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
            guard let value = line.flatMap({ Int($0.dropFirst(name.count + 1)) }) else {
                throw ReadingFailure("the daemon does not tell '\(name)'")
            }
            return value
        }
        return (try sample("sou_index_generation"), try sample("sou_repeated_searches_total"))
    }
}
