internal import LocalSocket
internal import SearchClient

/// Why the program ends with `Verdict.failure`. `Messages` has the sentences.
enum CommandFailure: Error, Hashable {
    /// The command line cannot be understood; the words are ArgumentParser's or ours.
    case usage(String)
    case client(ClientError)
    /// What was typed names no file: it is empty, or relative to a folder that is gone.
    case noFile(String)
    /// The document at the path is not in the index.
    case notIndexed(String)
    /// The daemon ran out of time before it had counted everything.
    case inexactCount(lower: Int, upper: Int)
    /// Standard output or standard error takes no more.
    case output(errorNumber: Int32)
}

extension CommandFailure {
    /// What an error means that came while an answer with hits was asked for or printed.
    init(_ error: any Error, from client: SearchClient) {
        switch error {
        case let error as ClientError: self = .client(error)
        case let error as MalformedResponse: self = .client(.malformed(error, path: client.address.path))
        case let error as CommandFailure: self = error
        default: preconditionFailure("a search throws nothing else: \(error)")
        }
    }
}
