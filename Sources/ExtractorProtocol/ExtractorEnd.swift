internal import CLinux
internal import Glibc
package import SystemPackage

/// The extractor's end of the socket to its parent, whom it trusts.
package struct ExtractorEnd {
    /// The descriptor that the parent hands its child the socket as.
    package static let descriptor: Int32 = 3

    private let socket: Int32

    package init(socket: Int32 = descriptor) {
        self.socket = socket
    }

    package func send(_ hello: ExtractorHello) throws(Errno) {
        try send(head: hello.frame, text: [])
    }

    package func send(_ reply: ExtractorReply) throws(Errno) {
        try send(head: reply.head, text: reply.text)
    }

    /// Waits for the next request; the file's descriptor is the caller's to close. Nil when the parent has closed its end.
    ///
    /// Throws: `Errno`; `.badMessage` for something that is no request.
    package func receive() throws(Errno) -> (request: ExtractionRequest, file: Int32)? {
        var length: UInt32 = 0
        var file: Int32 = -1
        var count = 0
        repeat {
            count = clinux_receive(socket, &length, MemoryLayout<UInt32>.size, &file)
        } while count < 0 && errno == EINTR
        if count == 0 { return nil }
        guard count > 0 else { throw Errno(rawValue: errno) }
        length = UInt32(littleEndian: length)
        guard count == MemoryLayout<UInt32>.size, file >= 0, length <= ExtractionRequest.longestFrameBytes else {
            throw .badMessage
        }
        let frame = try receive(Int(length))
        do throws(ProtocolBreach) {
            return (try ExtractionRequest(frame: frame), file)
        } catch {
            throw Errno.badMessage
        }
    }

    private func receive(_ count: Int) throws(Errno) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let received = bytes.withUnsafeMutableBytes {
                Glibc.read(socket, $0.baseAddress.map { $0 + filled }, count - filled)
            }
            if received < 0, errno == EINTR { continue }
            guard received > 0 else { throw received < 0 ? Errno(rawValue: errno) : .badMessage }
            filled += received
        }
        return bytes
    }

    /// Both pieces in one call as a rule, and never copied into one.
    private func send(head: [UInt8], text: [UInt8]) throws(Errno) {
        var start = FrameWriter()
        start.append(UInt32(head.count))
        start.append(UInt64(text.count))
        let first = start.bytes + head
        var sent = 0
        while sent < first.count + text.count {
            let count = first.withUnsafeBytes { first in
                text.withUnsafeBytes { text in
                    var pieces = [
                        piece(first.dropFirst(sent)), piece(text.dropFirst(max(0, sent - first.count))),
                    ]
                    return writev(socket, &pieces, 2)
                }
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Errno(rawValue: errno) }
            sent += count
        }
    }

    private func piece(_ bytes: Slice<UnsafeRawBufferPointer>) -> iovec {
        let bytes = UnsafeRawBufferPointer(rebasing: bytes)
        return iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
    }
}
