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
