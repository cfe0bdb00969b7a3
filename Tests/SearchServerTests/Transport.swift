import Logging
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import SearchServer

/// The two ways the same tests reach a server: its pipeline in process, and a real socket.
enum Transport: CaseIterable, Sendable {
    case inProcess, socket

    /// Sends the pieces on one connection, closes the sending side, and returns the responses until the server closes.
    func exchange(
        _ pieces: [[UInt8]], with service: StubService, options: ServerOptions = .test, bodiless: Set<Int> = []
    ) async throws -> [ReceivedResponse] {
        let bytes =
            switch self {
            case .inProcess: try await exchangeInProcess(pieces, service, options)
            case .socket:
                try await RunningServer.with(service, options: options) { server in
                    let client = try await server.connect()
                    return try await client.executeThenClose { inbound, outbound in
                        do {
                            for piece in pieces { try await outbound.write(ByteBuffer(bytes: piece)) }
                            outbound.finish()
                        } catch is IOError {
                            // The server has refused already, and its answer is there to be read.
                        }
                        return try await inbound.bytes()
                    }
                }
            }
        return try ReceivedResponse.all(in: bytes, bodiless: bodiless)
    }

    func exchange(
        _ text: String, with service: StubService, options: ServerOptions = .test, bodiless: Set<Int> = []
    ) async throws -> [ReceivedResponse] {
        try await exchange([Array(text.utf8)], with: service, options: options, bodiless: bodiless)
    }

    /// The one answer to a GET.
    func get(_ target: String, from service: StubService) async throws -> ReceivedResponse {
        let responses = try await exchange("GET \(target) HTTP/1.1\r\nHost: sou\r\n\r\n", with: service)
        try #require(responses.count == 1)
        return responses[0]
    }

    private func exchangeInProcess(
        _ pieces: [[UInt8]], _ service: StubService, _ options: ServerOptions
    ) async throws -> [UInt8] {
        let channel = NIOAsyncTestingChannel()
        let requests = try await channel.testingEventLoop.executeInContext {
            try Connection.configure(channel, options: options)
        }
        try await channel.connect(to: SocketAddress(unixDomainSocketPath: "/test")).get()
        let responder = Responder(service: service, options: options, started: .now)
        let connection = Connection(channel: requests, responder: responder, logger: .test)
        async let served: Void = connection.serve()
        for piece in pieces {
            try await channel.writeInbound(ByteBuffer(bytes: piece))
        }
        try await channel.testingEventLoop.executeInContext {
            channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
        await served
        var bytes: [UInt8] = []
        while let buffer = try await channel.readOutbound(as: ByteBuffer.self) {
            bytes += buffer.readableBytesView
        }
        return bytes
    }
}

extension ServerOptions {
    static let test = ServerOptions(version: "0.1.0")
}

extension Logger {
    static let test = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
