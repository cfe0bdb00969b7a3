package import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import Search

/// Answers searches in HTTP/1.1 on a listening Unix socket, until it is told to drain.
package final class SearchServer: Sendable {
    private let responder: Responder
    private let options: ServerOptions
    private let logger: Logger
    private let connections: ConnectionRegistry
    /// Ends when the server shall drain.
    private let untilDrain: AsyncStream<Never>
    private let drainContinuation: AsyncStream<Never>.Continuation

    /// - Parameter service: what answers the searches; it outlives the server.
    package init(service: any SearchService, options: ServerOptions, logger: Logger) {
        responder = Responder(service: service, options: options, started: .now)
        self.options = options
        self.logger = logger
        connections = ConnectionRegistry(limit: options.maxConnections)
        (untilDrain, drainContinuation) = AsyncStream.makeStream()
    }

    /// Serves until `drain()` has been called and the requests in flight are answered, or the time to drain is over, or
    /// the task is cancelled; then returns. To be called once.
    ///
    /// - Parameters:
    ///   - descriptor: a stream socket that listens already. It is the server's from here on, and closed at the end.
    ///   - onReady: called when connections are being accepted.
    ///
    /// Throws: an `IOError` of NIO when the socket cannot be served at all.
    package func run(listeningOn descriptor: CInt, onReady: @Sendable () -> Void) async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            // A client that has sent its request may close its side and still wait for the answer.
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .bind(descriptor) { [connections, options] channel in
                channel.eventLoop.makeCompletedFuture {
                    let requests = try Connection.configure(channel, options: options)
                    connections.arrived(requests)
                    return requests
                }
            }
        onReady()

        try await withThrowingTaskGroup { group in
            group.addTask { try await self.accept(from: listener) }
            group.addTask {
                for await _ in self.untilDrain {}
                try Task.checkCancellation()
                try await listener.channel.close()
                self.connections.drain()
                try await Task.sleep(for: self.options.drainTimeout)
                self.logger.warning("requests in flight are cut off: the time to drain is over")
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Stops accepting connections, lets the requests in flight finish, and makes `run` return.
    package func drain() {
        drainContinuation.finish()
    }

    /// Serves each connection in a task of its own; returns when the listener is closed and the last of them is done.
    private func accept(from listener: NIOAsyncChannel<Connection.RequestChannel, Never>) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            defer {
                for channel in connections.closeArrivals() { group.addTask { await Connection.discard(channel) } }
            }
            try await listener.executeThenClose { inbound in
                for try await channel in inbound {
                    connections.delivered(channel)
                    group.addTask(executorPreference: EventLoopExecutor(channel.channel.eventLoop)) {
                        await self.serve(channel)
                    }
                }
            }
        }
    }

    private func serve(_ channel: Connection.RequestChannel) async {
        let connection = Connection(channel: channel, responder: responder, logger: logger)
        guard connections.insert(channel.channel) else {
            responder.metrics.connectionRefused()
            logger.warning("a connection is turned away", metadata: ["limit": "\(options.maxConnections)"])
            return await connection.turnAway(limit: options.maxConnections)
        }
        responder.metrics.connectionOpened()
        defer {
            connections.remove(channel.channel)
            responder.metrics.connectionClosed()
        }
        await connection.serve()
    }
}
