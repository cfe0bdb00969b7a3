internal import Foundation
internal import Glibc

/// A Unix socket that answers each connection with bytes it was given, whatever is asked.
///
/// It runs on a thread of its own, so a test that blocks a thread of the cooperative pool still gets its answer.
package final class FakeServer: Sendable {
    /// A unique folder that holds the socket, removed when the server is.
    package let folder: String
    private let listener: Int32
    private let accepts: Bool
    private let requests: Requests

    /// The socket's path.
    package var path: String { "\(folder)/s" }

    /// What the server does with a connection.
    package enum Behaviour: Sendable {
        /// Reads a request's head, sends these pieces one by one, closes.
        case answer([[UInt8]])
        /// Sends these bytes without reading anything, closes.
        case answerUnasked([UInt8])
        /// Accepts and says nothing for these seconds, then closes.
        case silence(seconds: Double)
        /// Listens with the smallest queue and never accepts.
        case neverAccept
    }

    /// A server that listens when this returns.
    package init(_ behaviour: Behaviour) throws {
        // Not the long temporary folder of a CI job: a socket's path has at most 107 bytes.
        folder = "/tmp/sou-\(UUID().uuidString.prefix(13))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        let requests = Requests()
        self.requests = requests
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let path = "\(folder)/s"
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        precondition(bound == 0 && listen(listener, 0) == 0, "cannot listen at \(path)")
        if case .neverAccept = behaviour {
            accepts = false
            return
        }
        accepts = true
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    // Only here: closed elsewhere, its number could be another socket's before this thread accepts again.
                    close(listener)
                    return
                }
                Self.serve(connection, behaviour, requests)
                close(connection)
            }
        }
    }

    deinit {
        // Wakes the thread in accept, which a close would not.
        if accepts { shutdown(listener, Int32(SHUT_RDWR)) } else { close(listener) }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The heads of the requests that were read so far.
    package var received: [String] { requests.all }

    /// An HTTP answer with a length.
    package static func response(
        _ body: String, status: String = "200 OK", contentType: String = "application/json"
    ) -> [UInt8] {
        Array(
            """
            HTTP/1.1 \(status)\r
            Content-Type: \(contentType)\r
            Content-Length: \(body.utf8.count)\r
            Connection: close\r
            \r
            \(body)
            """.utf8)
    }

    private static func serve(_ connection: Int32, _ behaviour: Behaviour, _ requests: Requests) {
        switch behaviour {
        case .answer(let pieces):
            requests.add(readHead(connection))
            pieces.forEach { sendAll($0, connection) }
        case .answerUnasked(let bytes):
            sendAll(bytes, connection)
        case .silence(let seconds):
            Thread.sleep(forTimeInterval: seconds)
        case .neverAccept:
            break
        }
    }

    private static func readHead(_ connection: Int32) -> String {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8), recv(connection, &byte, 1, 0) == 1 { head.append(byte) }
        return String(decoding: head, as: UTF8.self)
    }

    private static func sendAll(_ bytes: [UInt8], _ connection: Int32) {
        _ = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    private final class Requests: @unchecked Sendable {
        private let lock = NSLock()
        private var heads: [String] = []

        var all: [String] { lock.withLock { heads } }
        func add(_ head: String) { lock.withLock { heads.append(head) } }
    }
}

extension FakeServer {
    /// Gives the socket a second name below the server's folder.
    package func link(to name: String) throws {
        let target = URL(fileURLWithPath: "\(folder)/\(name)")
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.linkItem(atPath: path, toPath: target.path)
    }
}
