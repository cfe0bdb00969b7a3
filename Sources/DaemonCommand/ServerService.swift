internal import Logging
internal import SearchServer
internal import ServiceLifecycle
internal import ServiceManagement

/// The server as a service that starts, tells systemd, and drains when it is told to stop.
struct ServerService: Service {
    let server: SearchServer
    let socket: ListeningSocket
    let manager: ServiceManager
    let logger: Logger

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await server.run(listeningOn: socket.descriptor) {
                notify("READY=1\nSTATUS=Answering searches")
                logger.info("answering searches")
            }
        } onGracefulShutdown: {
            notify("STOPPING=1\nSTATUS=Finishing the requests in flight")
            logger.info("stopping")
            // Before the socket is closed: see `removeFile`.
            do throws(DaemonError) {
                try socket.removeFile()
            } catch {
                logger.warning("\(error)")
            }
            server.drain()
        }
    }

    private func notify(_ message: String) {
        do {
            try manager.notify(message)
        } catch {
            logger.warning("cannot tell systemd '\(message.prefix { $0 != "\n" })': \(error)")
        }
    }
}
