import NIOCore
import Search
import Testing
import Wire

@testable import SearchServer

/// What a server does to clients that are slow, many or still there at the end; over a real socket.
struct LimitsTests {
    private static let ok = "GET /healthz HTTP/1.1\r\n\r\n"

    private func options(
        idle: Duration = .seconds(30), maxConnections: Int = 256, drain: Duration = .seconds(10)
    ) -> ServerOptions {
        ServerOptions(version: "0.1.0", idleTimeout: idle, maxConnections: maxConnections, drainTimeout: drain)
    }

    @Test(arguments: ["", "GET /heal", "GET /healthz HTTP/1.1\r\nHost: sou\r\n"])
    func `a client that sends no whole request is cut off`(bytes: String) async throws {
        let answer = try await RunningServer.with(StubService(), options: options(idle: .milliseconds(100))) { server in
            try await server.connect().executeThenClose { inbound, outbound in
                do {
                    try await outbound.write(ByteBuffer(string: bytes))
                } catch is ChannelError {
                    // On a busy machine the time is over before the first byte is sent.
                    return ByteBuffer()
                }
                return ByteBuffer(bytes: try await inbound.bytes())
            }
        }
        #expect(answer.readableBytes == 0)
    }

    @Test func `a byte now and then does not keep a connection`() async throws {
        let sentBytes = try await RunningServer.with(
            StubService(), options: options(idle: .milliseconds(150))
        ) { server in
            try await server.connect().executeThenClose { inbound, outbound in
                var sentBytes = 0
                do {
                    for byte in "GET /".utf8 + Array(repeating: UInt8(ascii: "x"), count: 1000) {
                        try await outbound.write(ByteBuffer(bytes: [byte]))
                        sentBytes += 1
                        try await Task.sleep(for: .milliseconds(20))
                    }
                } catch is ChannelError {
                    return sentBytes
                } catch is IOError {
                    return sentBytes
                }
                return sentBytes
            }
        }
        #expect(sentBytes < 1000)
    }

    @Test func `a connection that asks again in time is kept`() async throws {
        let count = try await RunningServer.with(StubService(), options: options(idle: .seconds(2))) { server in
            try await server.connect().executeThenClose { inbound, outbound in
                for _ in 0..<5 {
                    try await outbound.write(ByteBuffer(string: Self.ok))
                    try await Task.sleep(for: .milliseconds(500))
                }
                outbound.finish()
                return try ReceivedResponse.all(in: try await inbound.bytes()).count
            }
        }
        #expect(count == 5)
    }

    @Test func `a search may take longer than a client may be silent`() async throws {
        let service = StubService { _ in
            await Self.pause(.milliseconds(2500))
            return .empty
        }
        // A second, because the other tests' work may hold up the request itself for a while.
        let bytes = try await RunningServer.with(service, options: options(idle: .seconds(1))) { server in
            try await server.connect().executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: "GET /v1/search?q=a HTTP/1.1\r\n\r\n"))
                return try await inbound.bytes()
            }
        }
        #expect(try ReceivedResponse.all(in: bytes).map(\.status) == [200])
    }

    @Test func `a client that does not take its answer is cut off`() async throws {
        let title = String(repeating: "题", count: 4_000_000)
        let service = StubService { _ in
            let hit = SearchHit(path: [], title: title, type: "", sizeBytes: 0, score: 0, snippet: [])
            return SearchAnswer(hits: [hit], totalLower: 1, totalEstimated: 1, totalUpper: 1)
        }
        let takenBytes = try await RunningServer.with(service, options: options(idle: .seconds(2))) { server in
            let client = try await server.connect()
            try await client.channel.setOption(.autoRead, value: false).get()
            return try await client.executeThenClose { inbound, outbound in
                do {
                    try await outbound.write(ByteBuffer(string: "GET /v1/search?q=a HTTP/1.1\r\n\r\n"))
                    try await Task.sleep(for: .seconds(6))
                    try await client.channel.setOption(.autoRead, value: true).get()
                } catch ChannelError.ioOnClosedChannel {
                    return 0
                }
                return try await inbound.bytes().count
            }
        }
        #expect(takenBytes < title.utf8.count)
    }

    @Test func `one connection too many is told so and closed`() async throws {
        let (bytes, later) = try await RunningServer.with(StubService(), options: options(maxConnections: 1)) {
            server in
            let bytes = try await server.connect().executeThenClose { inbound, outbound in
                // Answered, so that it is counted for sure.
                try await outbound.write(ByteBuffer(string: Self.ok))
                var answers = inbound.makeAsyncIterator()
                _ = try await answers.next()
                return try await server.connect().executeThenClose { inbound, _ in try await inbound.bytes() }
            }
            // The place is free again as soon as the server has seen the first one go.
            for _ in 0..<100 {
                let later = try await server.connect().executeThenClose { inbound, outbound in
                    try await outbound.write(ByteBuffer(string: Self.ok))
                    outbound.finish()
                    return try ReceivedResponse.all(in: try await inbound.bytes()).first?.status
                }
                if later == 200 { return (bytes, true) }
                try await Task.sleep(for: .milliseconds(20))
            }
            return (bytes, false)
        }
        let response = try #require(try ReceivedResponse.all(in: bytes).first)
        #expect(response.status == 503)
        #expect(response.headers["retry-after"] == "1")
        #expect(response.headers["connection"] == "close")
        #expect(try response.problem.detail == "cannot take another connection: 1 are open already")
        #expect(try response.problem.remedy == "try again in a moment, or raise daemon.max_connections")
        #expect(later)
    }

    @Test func `draining answers what is in flight, says close, and takes no more`() async throws {
        let entered = AsyncStream<Void>.makeStream()
        let release = AsyncStream<Void>.makeStream()
        let service = StubService { _ in
            entered.continuation.yield()
            for await _ in release.stream {}
            return .empty
        }
        try await RunningServer.with(service) { server in
            let silent = try await server.connect()
            let busy = try await server.connect()
            try await silent.executeThenClose { silentInbound, _ in
                try await busy.executeThenClose { inbound, outbound in
                    try await outbound.write(ByteBuffer(string: "GET /v1/search?q=a HTTP/1.1\r\n\r\n" + Self.ok))
                    for await _ in entered.stream { break }
                    server.server.drain()
                    #expect(try await silentInbound.bytes().isEmpty)
                    release.continuation.finish()
                    let responses = try ReceivedResponse.all(in: try await inbound.bytes())
                    #expect(responses.map(\.status) == [200])
                    #expect(responses.first?.headers["connection"] == "close")
                    await #expect(throws: (any Error).self) { try await server.connect() }
                }
            }
        }
    }

    /// A connection that is accepted while the listener closes is delivered to nobody; it ended the process once.
    @Test func `connections that come while the server drains are no harm`() async throws {
        for _ in 0..<30 {
            try await RunningServer.with(StubService { _ in .empty }) { server in
                await withDiscardingTaskGroup { group in
                    for number in 0..<24 {
                        group.addTask {
                            if number == 12 { server.server.drain() }
                            // Refused, closed or answered: each is right.
                            let client = try? await server.connect()
                            try? await client?.executeThenClose { inbound, outbound in
                                try await outbound.write(ByteBuffer(string: Self.ok))
                                outbound.finish()
                                _ = try await inbound.bytes()
                            }
                        }
                    }
                }
            }
        }
    }

    @Test func `what is not done when the time to drain is over is cut off`() async throws {
        let entered = AsyncStream<Void>.makeStream()
        let service = StubService { _ in
            entered.continuation.yield()
            await Self.pause(.seconds(1000))
            return .empty
        }
        let start = ContinuousClock.now
        try await RunningServer.with(service, options: options(drain: .milliseconds(100))) { server in
            try await server.connect().executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: "GET /v1/search?q=a HTTP/1.1\r\n\r\n"))
                for await _ in entered.stream { break }
                server.server.drain()
                #expect(try await inbound.bytes().isEmpty)
            }
        }
        // Far from what the search would take, and from what a busy machine adds.
        #expect(start.duration(to: .now) < .seconds(300))
    }

    /// A sleep that ends early when it is cancelled, as a service does that minds its caller.
    private static func pause(_ duration: Duration) async {
        do { try await Task.sleep(for: duration) } catch { return }
    }
}
