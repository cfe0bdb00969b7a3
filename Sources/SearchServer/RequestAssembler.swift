internal import NIOCore
internal import NIOHTTP1

/// Makes whole requests of what the HTTP decoder reads; a request that is refused while it is read becomes one too, so
/// that its answer takes its turn behind those before it.
final class RequestAssembler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = IncomingRequest

    private var head: HTTPRequestHead?
    private var arrival = ContinuousClock.now
    /// Nothing that follows a refusal is read: where the next request begins is not known.
    private var hasRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasRefused else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            arrival = .now
            // Refused at once and not after the body, which may be long, or wait for a "100 Continue".
            if head.headers.contains(name: "Transfer-Encoding")
                || head.headers["Content-Length"].contains(where: { $0 != "0" })
            {
                refuse(.hasBody, context: context)
            } else {
                self.head = head
            }
        case .body:
            refuse(.hasBody, context: context)
        case .end:
            guard let head else { return }
            self.head = nil
            context.fireChannelRead(wrapInboundOut(IncomingRequest(head: .success(head), arrival: arrival)))
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !hasRefused else { return }
        switch error {
        case let error as RequestError:
            arrival = .now
            refuse(error, context: context)
        case HTTPParserError.headerOverflow:
            arrival = .now
            refuse(.headersTooLarge, context: context)
        case let error as HTTPParserError:
            arrival = .now
            refuse(.malformed("\(error)"), context: context)
        default:
            context.fireErrorCaught(error)
        }
    }

    private func refuse(_ error: RequestError, context: ChannelHandlerContext) {
        hasRefused = true
        head = nil
        context.fireChannelRead(wrapInboundOut(IncomingRequest(head: .failure(error), arrival: arrival)))
    }
}
