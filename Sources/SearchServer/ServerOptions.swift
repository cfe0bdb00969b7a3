/// What a server allows its clients, and what it says of itself.
package struct ServerOptions: Sendable {
    /// The version that `/v1/status` tells.
    package var version: String
    /// The time each search is given, counted from when its turn comes on its connection.
    package var deadline: Duration
    /// How long a client may take to send a whole request, to take a whole answer, or to stay silent.
    package var idleTimeout: Duration
    /// How many connections may be open; a further one is answered 503 and closed.
    package var maxConnections: Int
    /// How long requests in flight are given once the server drains.
    package var drainTimeout: Duration

    package init(
        version: String, deadline: Duration = .seconds(2), idleTimeout: Duration = .seconds(30),
        maxConnections: Int = 256, drainTimeout: Duration = .seconds(10)
    ) {
        self.version = version
        self.deadline = deadline
        self.idleTimeout = idleTimeout
        self.maxConnections = maxConnections
        self.drainTimeout = drainTimeout
    }
}
