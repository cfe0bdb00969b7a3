import Foundation

/// The processor's time of another process, which a busy machine does not lengthen.
enum ProcessorTime {
    /// Of all its threads that have not ended, so far; 0 when there is no such process.
    static func seconds(of process: pid_t) -> Double {
        let tasks = "/proc/\(process)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        // The first number is nanoseconds on a processor; the ticks of `stat` are too coarse for a request.
        let nanoseconds = threads.compactMap { thread in
            (try? String(contentsOfFile: "\(tasks)/\(thread)/schedstat", encoding: .utf8))
                .flatMap { Double($0.prefix { $0 != " " }) }
        }
        return nanoseconds.reduce(0, +) / 1e9
    }
}
