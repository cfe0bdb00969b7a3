internal import Glibc

/// Why folders cannot be watched at all.
package enum WatchError: Error, Hashable, Sendable {
    /// The user has too many inotify instances, or the process too many files.
    case tooManyInstances(Int32)
    /// A call of the system's has failed; its name and the error number.
    case system(String, Int32)
}

extension WatchError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooManyInstances(let code):
            "cannot watch folders: \(String(cString: strerror(code))); "
                + "raise fs.inotify.max_user_instances with sysctl, or the limit of open files"
        case .system(let call, let code):
            "cannot watch folders: \(call): \(String(cString: strerror(code)))"
        }
    }
}
