internal import NIOCore
internal import Synchronization

/// The connections that are open: how many there are, and whom to tell when the server drains.
final class ConnectionRegistry: Sendable {
    private struct State {
        /// Accepted, and not yet handed to anybody.
        var arrivals: [ObjectIdentifier: any Channel] = [:]
        var isClosed = false
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isDraining = false
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes note of a connection that has been accepted, so that it is closed when it is delivered to nobody: that
    /// happens while the listener closes.
    func arrived(_ channel: any Channel) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.arrivals[ObjectIdentifier(channel)] = channel }
            return state.isClosed
        }
        if isClosed { channel.close(promise: nil) }
    }

    /// The connection has been delivered.
    func delivered(_ channel: any Channel) {
        state.withLock { _ = $0.arrivals.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Nothing is delivered any more: closes what never was.
    func closeArrivals() {
        let arrivals = state.withLock { state in
            state.isClosed = true
            defer { state.arrivals = [:] }
            return Array(state.arrivals.values)
        }
        for channel in arrivals { channel.close(promise: nil) }
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
