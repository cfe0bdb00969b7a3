import SystemPackage
import TestSupport
import Dispatch
import Foundation
import Glibc
import LocalSocket
import Testing

struct LocalConnectionTests {
    @Test func `what is written arrives and what is answered is read to its end`() throws {
        let server = try FakeServer(.answer([Array("答".utf8), Array("案".utf8)]))
        let connection = try LocalConnection(to: SocketAddress(path: server.path), deadline: .now + .seconds(10))
        try connection.write(Array("问\r\n\r\n".utf8))
        var answer: [UInt8] = []
        while case let bytes = try connection.read(limitBytes: 2), !bytes.isEmpty {
            #expect(bytes.count <= 2)
            answer += bytes
        }
        #expect(String(decoding: answer, as: UTF8.self) == "答案")
        #expect(server.received == ["问\r\n\r\n"])
    }

    @Test func `a path with nothing at it has no socket`() throws {
        try withTemporaryFolder { folder in
            #expect(throws: LocalSocketError.noSocket(path: "\(folder)/s")) { try connect("\(folder)/s") }
            // A file where a folder should be.
            try write([], to: folder.appending("file"))
            #expect(throws: LocalSocketError.noSocket(path: "\(folder)/file/s")) { try connect("\(folder)/file/s") }
        }
    }

    @Test func `a socket that a dead daemon left behind refuses`() throws {
        try withTemporaryFolder { folder in
            let left = "\(folder)/left"
            do {
                let server = try FakeServer(.neverAccept)
                try FileManager.default.linkItem(atPath: server.path, toPath: left)
            }
            #expect(throws: LocalSocketError.refused(path: left)) { try connect(left) }
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may open everything"))
    func `a socket that is closed to the user is permission denied`() throws {
        let server = try FakeServer(.neverAccept)
        chmod(server.path, 0)
        #expect(throws: LocalSocketError.permissionDenied(path: server.path)) { try connect(server.path) }
    }

    @Test func `a daemon whose queue stays full times out`() throws {
        let server = try FakeServer(.neverAccept)
        let address = try SocketAddress(path: server.path)
        // The queue of a backlog of 0 has one place.
        let first = try LocalConnection(to: address, deadline: .now + .seconds(10))
        let start = ContinuousClock.now
        #expect(throws: LocalSocketError.timedOut(path: server.path, step: .connecting)) {
            _ = try LocalConnection(to: address, deadline: .now + .milliseconds(50))
        }
        #expect(ContinuousClock.now - start >= .milliseconds(50))
        try first.write([1])
    }

    @Test func `a silent daemon times out`() throws {
        let server = try FakeServer(.silence(seconds: 0.5))
        let connection = try LocalConnection(to: SocketAddress(path: server.path), deadline: .now + .milliseconds(50))
        let start = ContinuousClock.now
        #expect(throws: LocalSocketError.timedOut(path: server.path, step: .reading)) {
            try connection.read(limitBytes: 1)
        }
        #expect(ContinuousClock.now - start < .milliseconds(400))
    }

    @Test func `a signal does not disturb a read`() throws {
        // Without SA_RESTART; a blocked poll is interrupted in any case.
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in }
        #expect(sigaction(SIGUSR1, &action, nil) == 0)
        // The pool's threads block every signal, so this test would prove nothing on one that it left alone.
        var signals = sigset_t()
        sigaddset(&signals, SIGUSR1)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        defer { pthread_sigmask(SIG_BLOCK, &signals, nil) }
        let server = try FakeServer(.silence(seconds: 0.2))
        let connection = try LocalConnection(to: SocketAddress(path: server.path), deadline: .now + .seconds(10))
        let reader = pthread_self()
        let signalsSent = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            for _ in 0..<10 {
                Thread.sleep(forTimeInterval: 0.01)
                pthread_kill(reader, SIGUSR1)
            }
            signalsSent.signal()
        }
        #expect(try connection.read(limitBytes: 1).isEmpty)
        signalsSent.wait()
    }

    @Test func `a daemon that does not read times out when the buffers are full`() throws {
        let server = try FakeServer(.silence(seconds: 0.5))
        let connection = try LocalConnection(to: SocketAddress(path: server.path), deadline: .now + .milliseconds(100))
        #expect(throws: LocalSocketError.timedOut(path: server.path, step: .writing)) {
            try connection.write([UInt8](repeating: 0, count: 16 << 20))
        }
    }

    @Test func `a daemon that hangs up is an error and not a signal`() throws {
        let server = try FakeServer(.answerUnasked([]))
        let connection = try LocalConnection(to: SocketAddress(path: server.path), deadline: .now + .seconds(10))
        #expect(try connection.read(limitBytes: 1).isEmpty)
        #expect(throws: LocalSocketError.closed(path: server.path)) { try connection.write([1]) }
    }

    @Test func `a deadline in the past times out at once`() throws {
        let server = try FakeServer(.neverAccept)
        #expect(throws: LocalSocketError.timedOut(path: server.path, step: .connecting)) {
            _ = try LocalConnection(to: SocketAddress(path: server.path), deadline: .now - .seconds(1))
        }
    }

    @Test func `the connection is closed with its value`() throws {
        let server = try FakeServer(.answer([[1]]))
        let before = try openDescriptors()
        for _ in 0..<50 { try connect(server.path) }
        // Tests that run beside this one open a few too.
        #expect(try openDescriptors() < before + 40)
    }

    private func connect(_ path: String) throws {
        _ = try LocalConnection(to: SocketAddress(path: path), deadline: .now + .seconds(10))
    }

    private func openDescriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
}
