/// The answer to `GET /v1/status`: what the daemon serves at this moment.
package struct StatusResponse: Codable, Hashable, Sendable {
    /// `ready`, or `no-index` while there is nothing to serve yet, or `unusable` when the index cannot be served.
    package var state: State
    /// One sentence on what is wrong and the remedy; absent when nothing is.
    package var problem: String?
    /// The version of the daemon.
    package var version: String
    /// The folder of the index.
    package var index: String
    package var documents: Int?
    /// Bytes of extracted text in all documents.
    package var textBytes: Int?
    /// The bytes of the index on disk.
    package var indexBytes: Int?
    package var generation: Int?
    /// The analyzer's fingerprint that the index was written with.
    package var fingerprint: String?
    /// When the last commit was made, RFC 3339 in UTC.
    package var lastCommit: String?
    package var uptimeSeconds: Double
    /// What keeps the index in line with its folders; absent when nothing does.
    package var watch: Watch?

    package enum State: String, Codable, Sendable {
        case ready
        case noIndex = "no-index"
        case unusable
    }

    enum CodingKeys: String, CodingKey {
        case state, problem, version, index, documents
        case textBytes = "text_bytes"
        case indexBytes = "index_bytes"
        case generation, fingerprint
        case lastCommit = "last_commit"
        case uptimeSeconds = "uptime_seconds"
        case watch
    }

    package init(
        state: State, problem: String? = nil, version: String, index: String, documents: Int? = nil,
        textBytes: Int? = nil, indexBytes: Int? = nil, generation: Int? = nil, fingerprint: String? = nil,
        lastCommit: String? = nil, uptimeSeconds: Double, watch: Watch? = nil
    ) {
        self.state = state
        self.problem = problem
        self.version = version
        self.index = index
        self.documents = documents
        self.textBytes = textBytes
        self.indexBytes = indexBytes
        self.generation = generation
        self.fingerprint = fingerprint
        self.lastCommit = lastCommit
        self.uptimeSeconds = uptimeSeconds
        self.watch = watch
    }
}

extension StatusResponse {
    /// What a `sou-index watch` says of itself.
    package struct Watch: Codable, Hashable, Sendable {
        package var state: State
        package var processID: Int32
        /// Paths that are known to have changed and are not in the index yet.
        package var backlog: Int
        package var watchedFolders: Int
        /// Folders that the system does not let be watched; they are compared from time to time.
        package var unwatchedFolders: Int
        /// What is wrong and what helps, as sentences.
        package var problems: [String]
        /// The documents after the last update that ended well, and when that was, RFC 3339 in UTC; absent before the first.
        package var documents: Int?
        package var lastUpdate: String?

        package enum State: String, Codable, Sendable {
            /// It waits for changes.
            case watching
            case updating
            /// It builds the index anew, beside the one that answers.
            case building
            /// Something could not be done, and will be tried again.
            case waiting
        }

        enum CodingKeys: String, CodingKey {
            case state
            case processID = "pid"
            case backlog
            case watchedFolders = "watched_folders"
            case unwatchedFolders = "unwatched_folders"
            case problems, documents
            case lastUpdate = "last_update"
        }

        package init(
            state: State, processID: Int32, backlog: Int, watchedFolders: Int, unwatchedFolders: Int,
            problems: [String], documents: Int? = nil, lastUpdate: String? = nil
        ) {
            self.state = state
            self.processID = processID
            self.backlog = backlog
            self.watchedFolders = watchedFolders
            self.unwatchedFolders = unwatchedFolders
            self.problems = problems
            self.documents = documents
            self.lastUpdate = lastUpdate
        }
    }
}
