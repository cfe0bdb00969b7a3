import ArgumentParser

/// What happens to the indexer.
enum AccidentKind: String, CaseIterable, ExpressibleByArgument {
    /// It is killed, at a moment or at one of its operations on the disk.
    case kill
    /// One of its operations on the disk fails, or all from one on.
    case eio
    /// Its disk is full.
    case enospc
    /// Its disk cannot be written.
    case readonly
    /// Its clock is wrong, and files are from the future.
    case clock
    /// Bytes of its tables change.
    case flip

    /// Whether the index lies on a file system of its own.
    var needsDisk: Bool { self == .enospc || self == .readonly }
}
