import Foundation
import Glibc
import NIOCore
import NIOPosix

@testable import SearchServer

/// A server on a socket in a temporary folder, for the length of a test.
struct RunningServer: Sendable {
    let server: SearchServer
    let path: String

    typealias Client = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Runs a server around the body, drains it afterwards and waits for its end.
    static func with<Result: Sendable>(
        _ service: StubService, options: ServerOptions = .test,
        body: @Sendable @escaping (RunningServer) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(component: "sou-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let path = folder.appending(component: "s").path
        let descriptor = try listen(at: path)
        let server = SearchServer(service: service, options: options, logger: .test)
        let outcome = await Task {
            try await withThrowingTaskGroup { group in
                group.addTask {
                    try await server.run(listeningOn: descriptor) {}
                    return nil as Result?
                }
                group.addTask {
                    defer { server.drain() }
                    return try await body(RunningServer(server: server, path: path))
                }
                var result: Result?
                for try await value in group { result = value ?? result }
                return result
            }
        }.result
        try FileManager.default.removeItem(at: folder)
        guard let result = try outcome.get() else { throw CancellationError() }
        return result
    }

    /// A socket that listens at a path; connections wait in its queue until a server takes them.
    private static func listen(at path: String) throws -> CInt {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, Glibc.listen(descriptor, 128) == 0 else {
            throw IOError(errnoCode: errno, reason: "listen at \(path)")
        }
        return descriptor
    }

    func connect() async throws -> Client {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Client(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
    }
}

extension NIOAsyncChannelInboundStream<ByteBuffer> {
    /// Everything until the other side closes; a connection that was cut off ends there.
    func bytes() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await buffer in self { bytes += buffer.readableBytesView }
        } catch let error as IOError where error.errnoCode == ECONNRESET {
            return bytes
        }
        return bytes
    }
}
