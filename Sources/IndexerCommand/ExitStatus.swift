internal import ArgumentParser
internal import Indexing

/// How the program ends, decided here for all commands.
enum ExitStatus: Int32 {
    case done = 0
    case failed = 2
    case interrupted = 130

    init(_ error: any Error) {
        self =
            switch error {
            case IndexingError.interrupted: .interrupted
            case let code as ExitCode where code == .success: .done
            // Help and the version are asked for, and come as errors that succeed.
            case _ where SouIndex.exitCode(for: error) == .success: .done
            default: .failed
            }
    }
}
