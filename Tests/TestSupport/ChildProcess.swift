internal import Foundation
package import Glibc
package import SystemPackage

/// A program that a test runs, with its output in files, so that no amount of it blocks anybody.
///
/// Not Foundation's `Process`: that lets children inherit the blocked signals of the thread that starts them, so they
/// cannot be stopped, and the descriptors of others that are started at the same time, so it waits for the wrong ones.
package final class ChildProcess {
    package struct Result: Hashable, Sendable {
        /// The exit status, or 128 and the signal that ended it.
        package var status: Int32
        package var outputBytes: [UInt8]
        package var error: String

        package var output: String { String(decoding: outputBytes, as: UTF8.self) }
    }

    /// Why a program could not be run to its end.
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    package let identifier: pid_t
    private let outputFile: FilePath
    private let errorFile: FilePath
    private var result: Result?

    /// Starts a program with nothing of the environment but what is given and what is meant for sanitizers.
    ///
    /// - Parameter folder: Where the files of its output lie; they stay.
    package init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], in folder: FilePath
    ) throws {
        let name = "child-\(UUID().uuidString)"
        outputFile = folder.appending("\(name).out")
        errorFile = folder.appending("\(name).err")

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputFile.string, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errorFile.string, O_WRONLY | O_CREAT, 0o600)
        // Sockets and locks of tests that run at the same time are none of the child's.
        for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var started = pid_t()
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let inherited = ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }
        let variables = environment.merging(inherited) { given, _ in given }.map { strdup("\($0)=\($1)") } + [nil]
        defer { for string in words + variables { free(string) } }
        let status = posix_spawn(&started, program, &actions, &attributes, words, variables)
        guard status == 0 else { throw Failure(description: "cannot start '\(program)': error \(status)") }
        identifier = started
    }

    deinit {
        guard result == nil else { return }
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        waitpid(identifier, &status, 0)
    }

    package func send(_ signal: Int32) {
        kill(identifier, signal)
    }

    /// What it left, when it has ended.
    package func poll() throws -> Result? {
        if let result { return result }
        var status: Int32 = 0
        guard waitpid(identifier, &status, WNOHANG) == identifier else { return nil }
        let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
        result = Result(status: code, outputBytes: try read(outputFile), error: try text(errorFile))
        return result
    }

    /// Waits for its end.
    ///
    /// Throws: `Failure` when it has not ended in time; then it is killed.
    package func wait(seconds: Double = 300) throws -> Result {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if let result = try poll() { return result }
            usleep(2_000)
        }
        return try overdue(seconds)
    }

    /// The same without blocking a thread.
    package func ended(seconds: Double = 300) async throws -> Result {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if let result = try poll() { return result }
            try await Task.sleep(for: .milliseconds(2))
        }
        return try overdue(seconds)
    }

    /// On a busy machine the time may be over because nobody looked.
    private func overdue(_ seconds: Double) throws -> Result {
        if let result = try poll() { return result }
        kill(identifier, SIGKILL)
        throw Failure(description: "process \(identifier) did not end within \(seconds) seconds")
    }

    private func text(_ file: FilePath) throws -> String {
        String(decoding: try read(file), as: UTF8.self)
    }
}

/// The programs that were built with the tests.
package enum BuiltProgram {
    /// The path of a program beside the test bundle; nil when only the bundle was built.
    package static func path(_ name: String) -> String? {
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let path = folder.appendingPathComponent(name).path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }
}
