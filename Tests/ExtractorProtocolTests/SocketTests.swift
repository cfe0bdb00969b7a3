import Documents
import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import ExtractorProtocol

/// Both ends of one socket.
struct SocketTests {
    private static let soon = Duration.milliseconds(200)

    /// Calls the body with both ends; the raw descriptor is that of the extractor's.
    private func withSocket(_ body: (ParentEnd, ExtractorEnd, Int32) throws -> Void) throws {
        var sockets: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets) == 0)
        defer { close(sockets[1]) }
        try body(ParentEnd(socket: sockets[0]), ExtractorEnd(socket: sockets[1]), sockets[1])
    }

    private func failure(_ bytes: [UInt8], closing: Bool = false) throws -> ParentEnd.Failure? {
        var failure: ParentEnd.Failure?
        try withSocket { parent, _, raw in
            _ = try FileDescriptor(rawValue: raw).writeAll(bytes)
            if closing { shutdown(raw, Int32(SHUT_WR)) }
            failure = #expect(throws: ParentEnd.Failure.self) {
                try parent.receiveReply(limits: ExtractionLimits(), within: Self.soon)
            }
        }
        return failure
    }

    @Test func `a file goes with its request and a reply comes back, again and again`() throws {
        try withTemporaryFolder { folder in
            try write("河水向东", to: folder.appending("a"))
            let file = try FileDescriptor.open(folder.appending("a"), .readOnly)
            defer { try? file.close() }
            var random = SeededRandom.announced()
            try withSocket { parent, extractor, _ in
                let hello = ExtractorHello(version: "1", filtersCalls: false, landlockVersion: 0)
                try extractor.send(hello)
                #expect(try parent.receiveHello(within: Self.soon) == hello)
                for size in 0..<50 {
                    let request = ExtractionRequest(name: [0x61], sizeBytes: size)
                    try parent.send(request, file: file.rawValue)
                    let received = try #require(try extractor.receive())
                    defer { close(received.file) }
                    #expect(received.request == request)
                    #expect(received.file != file.rawValue)
                    var bytes = [UInt8](repeating: 0, count: 100)
                    #expect(pread(received.file, &bytes, 100, 0) == 12)
                    let reply = randomReply(using: &random)
                    try extractor.send(reply)
                    #expect(try parent.receiveReply(limits: request.limits, within: Self.soon) == reply)
                }
            }
        }
    }

    @Test func `a long text arrives whole`() throws {
        try withSocket { parent, extractor, _ in
            let text = Array(String(repeating: "很长的一篇。\n", count: 1_000_000).utf8)
            let reply = ExtractorReply.extraction(
                .document(
                    ExtractedDocument(title: "长", mediaType: "text/plain", text: text, places: .lines(LineMap()))))
            let sender = Thread { try? extractor.send(reply) }
            sender.start()
            let received = try parent.receiveReply(limits: ExtractionLimits(), within: .seconds(60))
            #expect(received == reply)
        }
    }

    @Test func `an extractor whose parent has gone is told so`() throws {
        var sockets: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets) == 0)
        defer { close(sockets[1]) }
        close(sockets[0])
        #expect(try ExtractorEnd(socket: sockets[1]).receive() == nil)
    }

    @Test func `a request without a file is a bad message`() throws {
        try withSocket { _, _, raw in
            var sockets: [Int32] = [-1, -1]
            #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets) == 0)
            defer { for socket in sockets { close(socket) } }
            _ = try FileDescriptor(rawValue: sockets[0]).writeAll([4, 0, 0, 0, 1, 2, 3, 4])
            #expect(throws: Errno.badMessage) { try ExtractorEnd(socket: sockets[1]).receive() }
        }
    }

    @Test func `silence is overdue, and so is a reply that does not end`() throws {
        #expect(try failure([]) == .overdue)
        #expect(try failure([1, 0, 0, 0]) == .overdue)
        #expect(try failure([5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]) == .overdue)
    }

    @Test func `an end in the middle is closed`() throws {
        #expect(try failure([], closing: true) == .closed)
        #expect(try failure([5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3], closing: true) == .closed)
    }

    @Test func `a reply that is too long is a breach before it is read`() throws {
        let breach = ParentEnd.Failure.breach(ProtocolBreach("it is too long"))
        #expect(try failure([0, 0, 0, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0]) == breach)
        #expect(try failure([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF]) == breach)
    }

    @Test func `two replies to one request are a breach`() throws {
        let reply: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]
        #expect(try failure(reply + reply) == .breach(ProtocolBreach("more follows")))
    }

    @Test func `nobody to ask is closed`() throws {
        var sockets: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets) == 0)
        close(sockets[1])
        let parent = ParentEnd(socket: sockets[0])
        #expect(throws: ParentEnd.Failure.closed) {
            try parent.send(ExtractionRequest(name: [], sizeBytes: 0), file: STDIN_FILENO)
        }
    }
}
