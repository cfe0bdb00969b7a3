import Glibc
import SystemPackage

/// What one run of a program cost, its descendants included.
struct ProgramRun: Codable {
    var wallSeconds: Double
    /// User and system time.
    var cpuSeconds: Double
    /// The greatest resident size: of any one of its processes, or of all together where that was watched.
    var peakBytes: Int

    init(wallSeconds: Double, cpuSeconds: Double, peakBytes: Int) {
        (self.wallSeconds, self.cpuSeconds, self.peakBytes) = (wallSeconds, cpuSeconds, peakBytes)
    }

    /// Why a program could not be measured.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - arguments: The program, looked up in PATH, and its arguments.
    ///   - environment: Added to this process's own.
    ///   - accepted: The statuses that it may end with.
    ///   - output: The file that its output replaces; thrown away without it.
    ///   - errors: Likewise of what it writes to standard error.
    ///   - watchesMemory: Whether the memory of all its processes is looked at while they run. Without that it is what the
    ///     system counted, and no less than this process has: that is what a new one begins with.
    ///
    /// Throws: `Failure` when it cannot be started or ends with another status.
    init(
        _ arguments: [String], environment: [String: String] = [:], accepted: Set<Int32> = [0],
        output: FilePath? = nil, errors: FilePath? = nil, watchesMemory: Bool = false
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (descriptor, file) in [(Int32(1), output), (2, errors)] {
            posix_spawn_file_actions_addopen(
                &actions, descriptor, file?.string ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        var inherited: [UnsafeMutablePointer<CChar>?] = []
        var next = environ
        while let variable = next.pointee {
            inherited.append(strdup(variable))
            next += 1
        }
        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + inherited + [nil]
        defer { for string in words + variables { free(string) } }

        let start = Self.now
        var process = pid_t()
        let status = posix_spawnp(&process, arguments[0], &actions, nil, words, variables)
        guard status == 0 else { throw Failure(description: "cannot start '\(arguments[0])': error \(status)") }
        let watch = watchesMemory ? MemoryWatch(process) : nil
        var end: Int32 = 0
        var usage = rusage()
        defer { watch?.end() }
        guard wait4(process, &end, 0, &usage) == process, end & 0x7F == 0, accepted.contains(end >> 8 & 0xFF) else {
            throw Failure(description: "cannot measure '\(arguments.joined(separator: " "))': it ended with \(end)")
        }
        wallSeconds = Self.now - start
        cpuSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
        peakBytes = watch?.end() ?? usage.ru_maxrss * 1024
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}
