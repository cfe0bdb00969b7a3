internal import ArgumentParser
internal import FileWatching
internal import Glibc
internal import Indexing
internal import Settings
internal import SystemPackage

/// The program `sou-index`.
@main
enum Program {
    static func main() {
        var command: any ParsableCommand
        do {
            command = try SouIndex.parseAsRoot()
        } catch  where ExitStatus(error) == .failed {
            Output.error("sou-index: \(Output.visible(usageSentence(error)))")
            exit(ExitStatus.failed.rawValue)
        } catch {
            end(error)
        }
        do {
            try command.run()
        } catch {
            end(error)
        }
    }

    private static func end(_ error: any Error) -> Never {
        report(error)
        exit(ExitStatus(error).rawValue)
    }

    /// What is wrong with the command line. ArgumentParser's own message goes on with the usage, which `--help` shows.
    private static func usageSentence(_ error: any Error) -> String {
        let message = SouIndex.message(for: error)
        var cause = message.prefix(1).lowercased() + message.dropFirst()
        if let guess = cause.firstRange(of: ". Did you mean ") {
            cause.replaceSubrange(guess, with: " (did you mean ")
            cause += ")"
        }
        return "cannot understand the command line: \(cause); see 'sou-index --help'"
    }

    /// Help goes to standard output, because it was asked for; everything else is one sentence on standard error.
    private static func report(_ error: any Error) {
        switch error {
        case is ExitCode: return
        case let error as IndexingError: Output.error("sou-index: \(Output.visible(error.description))")
        case let error as ConfigurationError: Output.error("sou-index: \(Output.visible(error.description))")
        case let error as WatchError: Output.error("sou-index: \(Output.visible(error.description))")
        case let error as Errno: Output.error("sou-index: cannot write to standard output: \(error)")
        default:
            let message = SouIndex.fullMessage(for: error)
            guard ExitStatus(error) == .done else { return Output.error(message) }
            // The status stays that of help, whether somebody reads it or not.
            try? Output.line(message)
        }
    }
}
