/// Something that keeps files out of the index though the rules want them, or lets files in that a `.souignore` meant
/// to keep out. The scan goes on without it.
package struct ScanProblem: Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// The folder cannot be read, whole or from some point on; the system's error number.
        case unreadable(Int32)
        /// The folder tells the name, but not what is behind it; the system's error number.
        case inaccessible(Int32)
        /// The system opens no path of this length.
        case pathTooLong
        case tooLarge(bytes: Int, limit: Int)
        /// The patterns of a `.souignore` do not count, because it cannot be read.
        case ignoreFileUnreadable(Int32)
        case ignoreFileTooLarge(limit: Int)
        case ignoreFileNotRegular
    }

    /// In bytes.
    package var path: [UInt8]
    package var cause: Cause

    package init(path: [UInt8], cause: Cause) {
        self.path = path
        self.cause = cause
    }
}
