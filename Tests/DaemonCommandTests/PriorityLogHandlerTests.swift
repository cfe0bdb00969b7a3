import Logging
import Testing

@testable import DaemonCommand

struct PriorityLogHandlerTests {
    private func line(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata, terminal: Bool) -> String {
        var handler = PriorityLogHandler(logLevel: .trace, isTerminal: terminal)
        handler[metadataKey: "a"] = "0"
        return handler.line(
            for: LogEvent(
                level: level, message: "\(message)", error: nil, metadata: metadata, source: nil, file: "",
                function: "",
                line: 1))
    }

    @Test(arguments: [
        (Logger.Level.trace, 7), (.debug, 7), (.info, 6), (.notice, 5), (.warning, 4), (.error, 3), (.critical, 2),
    ])
    func `the journal gets the priority`(level: Logger.Level, priority: Int) {
        #expect(line(level, "开始", ["c": "2", "b": "1"], terminal: false) == "<\(priority)>开始 a=0 b=1 c=2\n")
    }

    @Test func `a terminal gets the name of the level`() {
        #expect(line(.warning, "x", [:], terminal: true) == "soud: warning: x a=0\n")
    }

    @Test func `a line break in a message begins no entry`() {
        #expect(line(.info, "a\n<0>b\u{1B}[31m", [:], terminal: false) == "<6>a\\n<0>b\\u{1B}[31m a=0\n")
    }
}
