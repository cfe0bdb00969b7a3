internal import NIOCore

/// Stops a connection whose request line or headers are too long, before they are collected.
///
/// It stands before the HTTP decoder, whose one limit for both cannot tell 414 from 431. Requests have no bodies here,
/// so the bytes of a connection are lines: a request line, headers, an empty line. In a body that a client sends all
/// the same it may find anything; by then the request has been refused.
final class RequestSizeLimit: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private enum Place { case requestLine, headers, refused }

    private var place = Place.requestLine
    /// The bytes of the line so far, a carriage return left out.
    private var lineBytes = 0
    private var headerBytes = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard place != .refused else { return }
        let buffer = unwrapInboundIn(data)
        for (offset, byte) in buffer.readableBytesView.enumerated() {
            guard let error = pass(byte) else { continue }
            place = .refused
            // The requests before the long one have their answers to come.
            if let before = buffer.getSlice(at: buffer.readerIndex, length: offset) {
                context.fireChannelRead(wrapInboundOut(before))
            }
            context.fireErrorCaught(error)
            return
        }
        context.fireChannelRead(data)
    }

    private func pass(_ byte: UInt8) -> RequestError? {
        switch byte {
        case UInt8(ascii: "\r"):
            return nil
        case UInt8(ascii: "\n"):
            // Empty lines before a request line are allowed, and leave it to come.
            place = lineBytes == 0 ? .requestLine : .headers
            if place == .requestLine { headerBytes = 0 }
            lineBytes = 0
        default:
            lineBytes += 1
            if place == .requestLine, lineBytes > RequestError.requestLineLimitBytes { return .requestLineTooLong }
            if place == .headers {
                headerBytes += 1
                if headerBytes > RequestError.headersLimitBytes { return .headersTooLarge }
            }
        }
        return nil
    }
}
