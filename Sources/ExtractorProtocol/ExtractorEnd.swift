internal import CLinux
internal import Glibc
package import SystemPackage

/// The extractor's end of the socket to its parent, whom it trusts.
package struct ExtractorEnd {
    /// The descriptor that the parent hands its child the socket as.
    package static let descriptor: Int32 = 3

    /// A request of no more bytes is received in one call.
    private static let usualFrameBytes = 4096

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
        var file: Int32 = -1
        var code: Int32 = 0
        // The system ends what it gives at the next descriptor, so this is of one request only.
        let start = [UInt8](unsafeUninitializedCapacity: Self.usualFrameBytes) { buffer, filled in
            guard let bytes = buffer.baseAddress else { return }
            var count = 0
            repeat {
                count = clinux_receive(socket, bytes, buffer.count, &file)
            } while count < 0 && errno == EINTR
            if count < 0 { code = errno }
            filled = max(0, count)
        }
        guard code == 0 else { throw Errno(rawValue: code) }
        if start.isEmpty { return nil }
        let lengthBytes = MemoryLayout<UInt32>.size
        guard file >= 0, start.count >= lengthBytes else { throw .badMessage }
        let length = Int(start.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) })
        guard length <= ExtractionRequest.longestFrameBytes, start.count - lengthBytes <= length else {
            throw .badMessage
        }
        let frame = try receive(length, after: start[lengthBytes...])
        do throws(ProtocolBreach) {
            return (try ExtractionRequest(frame: frame), file)
        } catch {
            throw Errno.badMessage
        }
    }

    /// Bytes that begin with what has been received of them.
    private func receive(_ count: Int, after start: ArraySlice<UInt8>) throws(Errno) -> [UInt8] {
        var bytes = Array(start)
        var filled = start.count
        bytes.append(contentsOf: repeatElement(0, count: count - filled))
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
