import Glibc
import Testing

/// A program that runs beside the test. Foundation's `Process` blocks a thread of the cooperative pool while it waits.
struct ChildProcess: Sendable {
    let id: pid_t

    /// Starts a program with exactly this environment; what it prints goes to a file.
    init(_ arguments: [String], environment: [String: String] = [:], output: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, arguments[0], &actions, nil, words, variables)
        try #require(code == 0, "cannot start \(arguments[0]): \(code)")
        self.id = id
    }

    /// The status it ends with, waited for at most twenty seconds; after that it is killed.
    func exitStatus() async throws -> Int32 {
        var status: Int32 = 0
        for _ in 0..<1000 {
            if waitpid(id, &status, WNOHANG) == id {
                return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        kill(id, SIGKILL)
        waitpid(id, &status, 0)
        Issue.record("the process does not end")
        return -SIGKILL
    }
}
