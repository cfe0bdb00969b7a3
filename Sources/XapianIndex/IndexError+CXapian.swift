internal import CXapian
internal import SystemPackage

extension IndexError {
    /// Takes over what the shim reported.
    init(_ error: cx_error, action: Action, path: FilePath) {
        self.init(
            kind: Kind(error.code), action: action, path: path,
            detail: withUnsafeBytes(of: error.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
}

extension IndexError.Kind {
    init(_ code: cx_code) {
        self =
            switch code {
            case .modified: .modified
            case .locked: .locked
            case .missing: .missing
            case .not_a_database: .notAnIndex
            case .access_denied: .accessDenied
            case .corrupt: .damaged
            case .version: .unreadableVersion
            case .disk_full: .diskFull
            case .network: .network
            case .document_not_found: .documentNotFound
            case .invalid_argument: .invalidArgument
            case .unsupported: .unsupported
            case .out_of_memory: .outOfMemory
            case .system: .system
            case .other: .other
            }
    }
}

/// Calls the shim; a failure that it reports is thrown.
///
/// The error is not initialised before the call, because most calls take nanoseconds and it has half a kilobyte.
func attempt(
    _ action: IndexError.Action, _ path: FilePath, _ call: (UnsafeMutablePointer<cx_error>) -> Bool
) throws(IndexError) {
    let failure: IndexError? = withUnsafeTemporaryAllocation(of: cx_error.self, capacity: 1) { error in
        call(&error[0]) ? nil : IndexError(error[0], action: action, path: path)
    }
    if let failure { throw failure }
}

/// As above, for a call that makes an object and reports a failure by making none.
func attempt(
    _ action: IndexError.Action, _ path: FilePath, _ call: (UnsafeMutablePointer<cx_error>) -> OpaquePointer?
) throws(IndexError) -> OpaquePointer {
    let result: Result<OpaquePointer, IndexError> = withUnsafeTemporaryAllocation(of: cx_error.self, capacity: 1) {
        error in
        call(&error[0]).map { .success($0) } ?? .failure(IndexError(error[0], action: action, path: path))
    }
    return try result.get()
}
