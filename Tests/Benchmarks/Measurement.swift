import Glibc

/// How long repeated rounds of one piece of work took.
struct Measurement: Codable {
    var name: String
    /// How much text one round went through.
    var bytes: Int
    /// Of each round, in the order they ran.
    var wallSeconds: [Double]
    /// The processor's time of this process in each round, which a busy machine does not lengthen.
    var cpuSeconds: [Double]

    /// Runs the work once to warm up, then `rounds` times.
    init(_ name: String, bytes: Int, rounds: Int, _ work: () throws -> Void) rethrows {
        self.name = name
        self.bytes = bytes
        wallSeconds = []
        cpuSeconds = []
        try work()
        for _ in 0..<rounds {
            let wall = Self.seconds(CLOCK_MONOTONIC)
            let cpu = Self.seconds(CLOCK_PROCESS_CPUTIME_ID)
            try work()
            wallSeconds.append(Self.seconds(CLOCK_MONOTONIC) - wall)
            cpuSeconds.append(Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu)
        }
    }

    /// Millions of bytes in a second of the median round.
    var medianMBPerSecond: Double { rate(wallSeconds.sorted()[wallSeconds.count / 2]) }
    /// The same by the processor's time.
    var medianMBPerCPUSecond: Double { rate(cpuSeconds.sorted()[cpuSeconds.count / 2]) }
    /// The same by the processor's time of the fastest round.
    var bestMBPerCPUSecond: Double { rate(cpuSeconds.reduce(.infinity, min)) }

    private func rate(_ seconds: Double) -> Double { Double(bytes) / seconds / 1e6 }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
