internal import NIOCore
internal import Synchronization

/// The connections that are open: how many there are, and whom to tell when the server drains.
final class ConnectionRegistry: Sendable {
    private struct State {
        /// Accepted, and not yet handed to anybody.
        var arrivals: [ObjectIdentifier: Connection.RequestChannel] = [:]
        var isClosed = false
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isDraining = false
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes note of a connection that has been accepted, and holds it: while the listener closes, it may be delivered to
    /// nobody.
    func arrived(_ channel: Connection.RequestChannel) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.arrivals[ObjectIdentifier(channel.channel)] = channel }
            return state.isClosed
        }
        if isClosed { Task { await Connection.discard(channel) } }
    }

    /// The connection has been delivered.
    func delivered(_ channel: Connection.RequestChannel) {
        state.withLock { _ = $0.arrivals.removeValue(forKey: ObjectIdentifier(channel.channel)) }
    }

    /// Nothing is delivered any more: the connections that never were.
    func closeArrivals() -> [Connection.RequestChannel] {
        state.withLock { state in
            state.isClosed = true
            defer { state.arrivals = [:] }
            return Array(state.arrivals.values)
        }
    }

    /// Adds a connection; false when there are as many as there may be.
    ///
    /// One that was accepted just before the server began to drain is told at once.
    func insert(_ channel: any Channel) -> Bool {
        let (isAdmitted, isDraining) = state.withLock { state in
            guard state.channels.count < limit else { return (false, state.isDraining) }
            state.channels[ObjectIdentifier(channel)] = channel
            return (true, state.isDraining)
        }
        if isDraining { Self.drain(channel) }
        return isAdmitted
    }

    func remove(_ channel: any Channel) {
        state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Closes the connections that wait for a request, and lets the others close after the answer they are at.
    func drain() {
        let channels = state.withLock { state in
            state.isDraining = true
            return Array(state.channels.values)
        }
        channels.forEach(Self.drain)
    }

    private static func drain(_ channel: any Channel) {
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    }
}
