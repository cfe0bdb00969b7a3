internal import Logging
internal import NIOCore
internal import NIOHTTP1

/// One client's connection: its pipeline, and the loop that answers its requests one after the other.
struct Connection: Sendable {
    typealias RequestChannel = NIOAsyncChannel<IncomingRequest, HTTPServerResponsePart>

    let channel: RequestChannel
    let responder: Responder
    let logger: Logger

    /// Closes a connection that nobody serves. One that is dropped instead ends the process: NIO traps when the writer of an
    /// async channel goes unused.
    static func discard(_ channel: RequestChannel) async {
        do {
            try await channel.executeThenClose { _, _ in }
        } catch {
            // It could not be closed because it is closed already.
        }
    }

    /// Puts the handlers of a connection in their order. To be called on the channel's event loop.
    static func configure(_ channel: any Channel, options: ServerOptions) throws -> RequestChannel {
        var limits = NIOHTTPDecoderLimitConfiguration()
        // A net below `RequestSizeLimit`, which has the limits that are told to people.
        limits.maxHeaderFieldSize = 2 * RequestError.headersLimitBytes
        limits.maxHeaderListSize = 2 * RequestError.headersLimitBytes
        limits.maxHeaderFieldCount = 256
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits)
        try channel.pipeline.syncOperations.addHandlers([
            RequestSizeLimit(),
            HTTPResponseEncoder(),
            ByteToMessageHandler(decoder),
            RequestAssembler(),
            ConnectionGuard(timeout: options.idleTimeout),
        ])
        return try RequestChannel(wrappingChannelSynchronously: channel)
    }

    /// Answers until the client hangs up, is cut off, or an answer ends the connection.
    func serve() async {
        await withOutbound { inbound, outbound in
            for try await request in inbound {
                let response = await responder.respond(to: request)
                log(request, response)
                guard try await write(response, to: request, on: outbound) else { return }
            }
        }
    }

    /// Tells a client that there is no room for it, without waiting for what it wants.
    func turnAway(limit: Int) async {
        let request = IncomingRequest(head: .failure(.tooManyConnections(limit: limit)), arrival: .now)
        await withOutbound { _, outbound in
            _ = try await write(await responder.respond(to: request), to: request, on: outbound)
        }
    }

    private func withOutbound(
        _ body: (
            NIOAsyncChannelInboundStream<IncomingRequest>, NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
        ) async throws -> Void
    ) async {
        do {
            try await channel.executeThenClose(body)
        } catch {
            // A client that goes away in the middle of things is nothing that anybody has to do something about.
            logger.debug("connection lost", metadata: ["cause": "\(error)"])
        }
    }

    /// Writes an answer and returns whether the connection goes on.
    private func write(
        _ response: Response, to request: IncomingRequest,
        on outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
    ) async throws -> Bool {
        let head = request.readHead
        // After an upgrade that was asked for, the decoder would take the next request for another protocol.
        let goesOn =
            !response.endsConnection && head?.isKeepAlive == true && head?.method != .CONNECT
            && head?.headers.contains(name: "Upgrade") == false
        let version = head?.version ?? .http1_1

        var headers = HTTPHeaders()
        headers.add(name: "Content-Type", value: response.contentType)
        headers.add(name: "Content-Length", value: String(response.body.count))
        if let seconds = response.retryAfterSeconds { headers.add(name: "Retry-After", value: String(seconds)) }
        if let allow = response.allow { headers.add(name: "Allow", value: allow) }
        if !goesOn {
            headers.add(name: "Connection", value: "close")
        } else if version.minor == 0 {
            headers.add(name: "Connection", value: "keep-alive")
        }

        var parts: [HTTPServerResponsePart] = [
            .head(HTTPResponseHead(version: version, status: response.status, headers: headers))
        ]
        if head?.method != .HEAD { parts.append(.body(.byteBuffer(ByteBuffer(bytes: response.body)))) }
        if goesOn { parts.append(.end(nil)) }
        try await outbound.write(contentsOf: parts)
        // The writer is done when the answer waits in the channel, and closing drops what waits there.
        if !goesOn { try await channel.channel.writeAndFlush(HTTPServerResponsePart.end(nil)).get() }
        return goesOn
    }

    private func log(_ request: IncomingRequest, _ response: Response) {
        // Without the query: what people search for is not the log's business.
        guard logger.logLevel <= .debug else { return }
        let line = request.readHead.map { "\($0.method) \($0.uri.prefix { $0 != "?" })" }
        let milliseconds = request.arrival.duration(to: .now) / .milliseconds(1)
        logger.debug(
            "answered",
            metadata: [
                "request": "\(line ?? "unreadable")", "status": "\(response.status.code)",
                "ms": "\(milliseconds)",
            ])
    }
}
