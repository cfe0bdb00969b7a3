internal import NIOCore
internal import NIOHTTP1

/// Ends a connection that is slow or silent, and lets one go when the server drains.
///
/// One timer serves both directions. It runs while a whole request is awaited, from the last answer (or the beginning)
/// and not from the last byte, so that a client cannot hold a connection with one byte now and then; and while the client
/// takes an answer. It does not run while an answer is being found: that time is ours, and the request's deadline ends it.
final class ConnectionGuard: ChannelDuplexHandler {
    typealias InboundIn = IncomingRequest
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let timeout: TimeAmount
    private var timer: Scheduled<Void>?
    private var unansweredCount = 0
    private var isDraining = false

    init(timeout: Duration) {
        self.timeout = TimeAmount(timeout)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { restartTimer(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        restartTimer(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stopTimer()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stopTimer()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        unansweredCount += 1
        stopTimer()
        context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            isDraining = true
            if unansweredCount == 0 { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            restartTimer(context)
            if isDraining { head.headers.replaceOrAdd(name: "Connection", value: "close") }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            let written = promise ?? context.eventLoop.makePromise()
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            written.futureResult.whenComplete { _ in
                let (connection, context) = bound.value
                connection.answerIsWritten(context)
            }
            context.write(data, promise: written)
        }
    }

    private func answerIsWritten(_ context: ChannelHandlerContext) {
        // An overloaded server answers before there is a request.
        unansweredCount = max(0, unansweredCount - 1)
        if isDraining {
            context.close(promise: nil)
        } else if unansweredCount == 0 {
            restartTimer(context)
        } else {
            stopTimer()
        }
    }

    private func restartTimer(_ context: ChannelHandlerContext) {
        stopTimer()
        guard context.channel.isActive else { return }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: timeout) { bound.value.close(promise: nil) }
    }

    private func stopTimer() {
        timer?.cancel()
        timer = nil
    }
}
