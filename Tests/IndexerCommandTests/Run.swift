import Foundation
import SystemPackage
import TestSupport

/// Starts the built program `sou-index`, with an index of its own choice and nothing of the person's environment.
func start(
    _ arguments: [String], index: FilePath, environment: [String: String] = [:]
) throws -> ChildProcess {
    let folder = index.removingLastComponent()
    // Not the machine's own configuration: an empty one stands in for it.
    let configuration = folder.appending("empty.toml")
    try write("", to: configuration)
    let own = ["SOU_INDEX": index.string, "SOU_CONFIG": configuration.string]
    return try ChildProcess(program, arguments, environment: own.merging(environment) { $1 }, in: folder)
}

/// Runs it to its end.
func run(
    _ arguments: String..., index: FilePath, environment: [String: String] = [:]
) throws -> ChildProcess.Result {
    try start(arguments, index: index, environment: environment).wait()
}

/// The program lies beside the bundle of the tests.
var program: String {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("sou-index").path
}
