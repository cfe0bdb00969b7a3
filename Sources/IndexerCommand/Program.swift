internal import ArgumentParser
internal import Glibc
internal import Indexing
internal import Settings
internal import SystemPackage

/// The program `sou-index`.
@main
enum Program {
    static func main() {
        do {
            var command = try SouIndex.parseAsRoot()
            try command.run()
        } catch {
            report(error)
            exit(ExitStatus(error).rawValue)
        }
    }

    /// Help goes to standard output, because it was asked for; everything else is one sentence on standard error.
    private static func report(_ error: any Error) {
        switch error {
        case is ExitCode: return
        case let error as IndexingError: Output.error("sou-index: \(error)")
        case let error as ConfigurationError: Output.error("sou-index: \(error)")
        case let error as Errno: Output.error("sou-index: cannot write to standard output: \(error)")
        default:
            let message = SouIndex.fullMessage(for: error)
            guard ExitStatus(error) == .done else { return Output.error(message) }
            // The status stays that of help, whether somebody reads it or not.
            try? Output.line(message)
        }
    }
}
