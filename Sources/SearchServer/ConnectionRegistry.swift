internal import NIOCore
internal import Synchronization

/// The connections that are open: how many there are, and whom to tell when the server drains.
final class ConnectionRegistry: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isDraining = false
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
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
