import Foundation
import SystemPackage

/// A run of the built program `sou-index`.
final class Run {
    struct Result {
        var status: Int32
        var output: String
        var error: String
    }

    private let process = Process()
    private let output = Pipe()
    private let error = Pipe()

    /// Starts the program with an index of its own choice and nothing of the person's environment.
    init(_ arguments: [String], index: FilePath, environment: [String: String] = [:]) throws {
        process.executableURL = Self.program
        process.arguments = arguments
        // Not the machine's own configuration: an empty one stands in for it.
        let configuration = index.removingLastComponent().appending("empty.toml")
        try write("", to: configuration)
        process.environment = ["SOU_INDEX": index.string, "SOU_CONFIG": configuration.string]
            .merging(environment) { $1 }
        process.standardOutput = output
        process.standardError = error
        try process.run()
    }

    var identifier: Int32 { process.processIdentifier }

    func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits for its end. What it prints must fit a pipe.
    func wait() -> Result {
        process.waitUntilExit()
        let text = { (pipe: Pipe) in String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
        return Result(status: process.terminationStatus, output: text(output), error: text(error))
    }

    /// The program lies beside the bundle of the tests.
    private static var program: URL {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("sou-index")
    }
}
