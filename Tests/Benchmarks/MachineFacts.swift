import Foundation

/// What numbers depend on beside the code.
struct MachineFacts: Codable {
    var processor: String
    var cores: Int
    var system: String
    /// The load average of the last minute when the run began.
    var load: String
    var date: String
    var build: String

    static func read() -> MachineFacts {
        MachineFacts(
            processor: line(of: "/proc/cpuinfo", after: "model name") ?? "unknown",
            cores: ProcessInfo.processInfo.processorCount,
            system: line(of: "/etc/os-release", after: "PRETTY_NAME") ?? "unknown",
            load: (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first
                .map(String.init) ?? "unknown",
            date: ISO8601DateFormatter().string(from: Date()),
            build: isDebug ? "debug" : "release")
    }

    /// One line of Markdown.
    var markdown: String {
        "\(processor), \(cores) cores, \(system), load \(load), \(build) build, \(date)"
    }

    private static var isDebug: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }

    /// What stands behind the key and its `:` or `=` in the first line that begins with the key.
    private static func line(of path: String, after key: String) -> String? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix(key) }),
            let sign = line.firstIndex(where: { $0 == ":" || $0 == "=" })
        else { return nil }
        return line[line.index(after: sign)...].trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
    }
}
