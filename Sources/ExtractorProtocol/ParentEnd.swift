internal import CLinux
package import Documents
internal import Glibc
package import SystemPackage

/// The indexer's end of the socket to one extractor. Belongs to one thread.
///
/// A reply is `headBytes` and `textBytes` as numbers of 4 and 8 bytes, the head, and the text; hello has no text.
package final class ParentEnd {
    /// Why there is no answer.
    package enum Failure: Error, Hashable {
        /// The other end is closed.
        case closed
        /// The answer did not come in time.
        case overdue
        /// What came is not an answer.
        case breach(ProtocolBreach)
        case system(Errno)
    }

    private static let headerBytes = 12
    /// Small documents come whole with one call; the text of a large one is read to its place from here on.
    private static let bufferBytes = 1 << 16

    private let socket: Int32
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferBytes, alignment: 8)
    /// What of the buffer has been received and not been used.
    private var available = 0..<0
    /// The requests that have no answer yet.
    private var unansweredCount = 0

    /// - Parameter socket: a Unix stream socket, which is closed with the object.
    package init(socket: Int32) {
        self.socket = socket
    }

    deinit {
        buffer.deallocate()
        close(socket)
    }

    /// Sends a request and the file it is about. Further ones may be sent before it is answered; answers come in the order of
    /// the requests. Does not wait: one that the socket's buffer has no room for is `.system(.resourceTemporarilyUnavailable)`,
    /// and has not been sent.
    package func send(_ request: ExtractionRequest, file: Int32) throws(Failure) {
        let frame = request.frame
        var writer = FrameWriter()
        writer.append(frame)
        let bytes = writer.bytes
        let sent = bytes.withUnsafeBytes { bytes in
            // An array that has a length in it is not empty.
            bytes.baseAddress.map { clinux_send(socket, $0, bytes.count, file) } ?? 0
        }
        guard sent >= 0 else { throw errno == EPIPE || errno == ECONNRESET ? .closed : .system(Errno(rawValue: errno)) }
        guard sent == bytes.count else {
            // What follows would be taken for the rest of it.
            shutdown(socket, Int32(SHUT_WR))
            throw .system(.noBufferSpace)
        }
        unansweredCount += 1
    }

    /// Waits for what an extractor says when it is ready.
    package func receiveHello(within timeout: Duration) throws(Failure) -> ExtractorHello {
        let deadline = ContinuousClock.now + timeout
        let (headCount, textCount) = try receiveHeader(until: deadline)
        guard headCount <= ExtractorHello.longestFrameBytes, textCount == 0 else {
            throw .breach(ProtocolBreach("it does not say hello"))
        }
        let head = try receive(headCount, until: deadline)
        do throws(ProtocolBreach) {
            return try ExtractorHello(frame: head)
        } catch {
            throw .breach(error)
        }
    }

    /// Waits for the answer to the oldest request that has none.
    ///
    /// - Parameters:
    ///   - limits: those of the request; an answer that exceeds them is a breach.
    ///   - timeout: for the answer to begin, and then once more for its end.
    package func receiveReply(limits: ExtractionLimits, within timeout: Duration) throws(Failure) -> ExtractorReply {
        let (headCount, textCount) = try receiveHeader(until: .now + timeout)
        guard headCount <= ReplyBounds.headBytes, textCount <= limits.textBytes else {
            throw .breach(ProtocolBreach("it is too long"))
        }
        let deadline = ContinuousClock.now + timeout
        let head = try receive(headCount, until: deadline)
        let text = try receive(textCount, until: deadline)
        do throws(ProtocolBreach) {
            unansweredCount -= 1
            guard available.isEmpty || unansweredCount > 0 else { throw ProtocolBreach("more follows") }
            return try ExtractorReply(head: head, text: text)
        } catch {
            throw .breach(error)
        }
    }

    private func receiveHeader(until deadline: ContinuousClock.Instant) throws(Failure) -> (Int, Int) {
        let bytes = try receive(Self.headerBytes, until: deadline)
        do throws(ProtocolBreach) {
            var reader = FrameReader(bytes)
            return (Int(try reader.number(UInt32.self)), Int(clamping: try reader.number(UInt64.self)))
        } catch {
            throw .breach(error)
        }
    }

    /// The next bytes, from the buffer as far as it goes.
    private func receive(_ count: Int, until deadline: ContinuousClock.Instant) throws(Failure) -> [UInt8] {
        var failure: Failure?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, filled in
            do throws(Failure) {
                while filled < count {
                    let rest = UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(target)[filled..<count])
                    if available.isEmpty, rest.count >= Self.bufferBytes {
                        filled += try receive(into: rest, until: deadline)
                        continue
                    }
                    if available.isEmpty {
                        available = 0..<(try receive(into: buffer, until: deadline))
                    }
                    let piece = available.prefix(rest.count)
                    rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[piece]))
                    available.removeFirst(piece.count)
                    filled += piece.count
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Waits for one byte or more.
    private func receive(
        into target: UnsafeMutableRawBufferPointer, until deadline: ContinuousClock.Instant
    ) throws(Failure) -> Int {
        while true {
            // As a rule it is there: the extractor is ahead.
            let count = recv(socket, target.baseAddress, target.count, Int32(MSG_DONTWAIT))
            if count > 0 { return count }
            if count == 0 || errno == ECONNRESET { throw .closed }
            guard errno == EAGAIN || errno == EINTR else { throw .system(Errno(rawValue: errno)) }
            let milliseconds = (deadline - .now) / .milliseconds(1)
            var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            switch poll(&entry, 1, Int32(clamping: Int(max(0, milliseconds.rounded(.up))))) {
            case 0: throw .overdue
            case 1...: continue
            default: if errno != EINTR { throw .system(Errno(rawValue: errno)) }
            }
        }
    }
}
