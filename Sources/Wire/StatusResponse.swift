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
    }

    package init(
        state: State, problem: String? = nil, version: String, index: String, documents: Int? = nil,
        textBytes: Int? = nil, indexBytes: Int? = nil, generation: Int? = nil, fingerprint: String? = nil,
        lastCommit: String? = nil, uptimeSeconds: Double
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
    }
}
