package import SystemPackage

/// Why something could not be done with an index.
package struct IndexError: Error, Hashable, Sendable {
    /// What the caller can act on.
    package enum Kind: Hashable, Sendable, CaseIterable {
        /// There is nothing at the path, or the stub there names an index that does not exist.
        case missing
        /// There is something at the path, but no index; for a writer, also when there is nothing.
        case notAnIndex
        case accessDenied
        /// Another writer, maybe in another process, has the index.
        case locked
        /// The revision that was being read has been overwritten by later commits: reopen the reader and repeat.
        case modified
        case damaged
        /// The engine that wrote the index is not of the version that this one reads.
        case unreadableVersion
        case diskFull
        /// A remote shard does not answer.
        case network
        /// The index has no document with the ID.
        case documentNotFound
        /// The engine refuses an argument, such as a term of more than 245 bytes.
        case invalidArgument
        /// An index that is opened like this cannot do what was asked, such as tell one revision of several shards.
        case unsupported
        case outOfMemory
        /// The system refuses to read or write, for another reason than those above.
        case system
        case other
    }

    /// What was being done.
    package enum Action: String, Hashable, Sendable {
        case open, read, search, write, check
        case merge = "merge into"
    }

    package var kind: Kind
    package var action: Action
    /// The index's folder, or the stub file.
    package var path: FilePath
    /// The engine's own words, for a bug report; may be cut.
    package var detail: String

    package init(kind: Kind, action: Action, path: FilePath, detail: String) {
        self.kind = kind
        self.action = action
        self.path = path
        self.detail = detail
    }
}

extension IndexError.Kind {
    /// The reason is outside of the index: whatever is tried in its place meets it as well.
    package var isOfSurroundings: Bool {
        switch self {
        case .accessDenied, .locked, .diskFull, .network, .outOfMemory, .system: true
        case .missing, .notAnIndex, .modified, .damaged, .unreadableVersion, .documentNotFound, .invalidArgument,
            .unsupported, .other:
            false
        }
    }
}

extension IndexError: CustomStringConvertible {
    package var description: String {
        "cannot \(action.rawValue) index '\(path)': \(cause)" + (remedy.map { "; \($0)" } ?? "")
    }

    /// What is wrong, for a sentence that has named the index already.
    package var cause: String {
        switch kind {
        case .missing: "it does not exist"
        case .notAnIndex: "it is not an index (\(detail))"
        case .accessDenied: "permission denied"
        case .locked: "another process is writing it"
        case .modified: "it changed while it was being read"
        case .damaged: "it is damaged (\(detail))"
        case .unreadableVersion: "another version of the engine wrote it (\(detail))"
        case .diskFull: "no space left on the device"
        case .network: "a remote shard does not answer (\(detail))"
        case .documentNotFound: "it has no such document (\(detail))"
        case .invalidArgument: "the engine refuses an argument (\(detail))"
        case .unsupported: "it cannot do that as it is opened (\(detail))"
        case .outOfMemory: "out of memory"
        case .system, .other: detail
        }
    }

    /// What to do about it, when something can be done.
    package var remedy: String? {
        switch kind {
        case .missing: "run 'sou-index build FOLDER'"
        case .locked: "wait for it or stop it"
        case .modified: "try again"
        case .damaged, .unreadableVersion: "run 'sou-index build'"
        case .diskFull: "free some space and try again"
        default: nil
        }
    }
}
