import Testing

@testable import Benchmarks

struct WatchingBenchmarkTests {
    @Test func `the benchmark of watching tells of every file of a burst`() throws {
        let result = try WatchingRun(folders: 20, burstFiles: 100, busySeconds: 0, idleSeconds: 0).run()
        #expect(result.folders == 22)
        #expect(result.toldFiles >= 100)
        #expect(result.eventsPerSecond > 0)
    }
}
