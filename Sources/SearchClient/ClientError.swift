package import LocalSocket
package import Wire

/// Why there is no answer to a request.
package enum ClientError: Error, Hashable, Sendable {
    /// The daemon cannot be reached, or was lost.
    case socket(LocalSocketError)
    /// The daemon answered that it cannot, and why.
    case problem(Problem)
    /// The daemon answered with a status that is neither success nor a problem object.
    case unexpectedStatus(Int, path: String)
    /// What listens at the path does not speak as soud does.
    case malformed(MalformedResponse, path: String)
}

extension ClientError: CustomStringConvertible {
    /// One English sentence: what cannot be done, why, and the remedy. A problem's sentence is the daemon's own.
    package var description: String {
        switch self {
        case .socket(let error):
            error.description
        case .problem(let problem):
            problem.remedy.map { "\(problem.detail); \($0)" } ?? problem.detail
        case .unexpectedStatus(let status, let path):
            "cannot use the answer of '\(path)': it has the status \(status); check that it is soud that listens there"
        case .malformed(let cause, let path):
            "cannot read the answer of '\(path)': \(cause); check that it is soud, of this version, that listens there"
        }
    }
}
