internal import Glibc
internal import Logging

/// Writes log messages to stderr, a line each: for the journal with its priority (`<6>`), for a terminal with its name.
struct PriorityLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let isTerminal: Bool

    init(logLevel: Logger.Level, isTerminal: Bool = isatty(STDERR_FILENO) == 1) {
        self.logLevel = logLevel
        self.isTerminal = isTerminal
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        // One write, so that lines of several threads do not mix.
        let bytes = Array(line(for: event).utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }

    /// The line with its end. Other control characters are shown as `\u{A}`, because a line break would begin an entry of
    /// its own, without a priority.
    func line(for event: LogEvent) -> String {
        var line = isTerminal ? "soud: \(event.level): " : "<\(event.level.priority)>"
        line += event.message.description
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) { line += " \(key)=\(value)" }
        var shown = ""
        for scalar in line.unicodeScalars {
            if scalar.properties.generalCategory == .control {
                shown += scalar.escaped(asASCII: true)
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown + "\n"
    }
}

extension Logger.Level {
    /// After syslog(3), 0 to 7.
    fileprivate var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
