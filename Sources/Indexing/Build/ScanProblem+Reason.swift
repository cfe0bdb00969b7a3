package import FileWatching
internal import SystemPackage

extension ScanProblem {
    /// A sentence without the path, for the list of what was skipped.
    package var reason: String {
        switch cause {
        case .unreadable(let code): "the folder cannot be read: \(Errno(rawValue: code))"
        case .inaccessible(let code): "it cannot be looked at: \(Errno(rawValue: code))"
        case .pathTooLong: "the path has too many bytes to be opened"
        case .tooLarge(let bytes, let limit):
            "the file has \(bytes) bytes, more than index.max_file_bytes (\(limit))"
        case .ignoreFileUnreadable(let code):
            "its patterns do not count, because it cannot be read: \(Errno(rawValue: code))"
        case .ignoreFileTooLarge(let limit): "its patterns do not count, because it has more than \(limit) bytes"
        case .ignoreFileNotRegular: "its patterns do not count, because it is no regular file"
        }
    }
}
