import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import ServiceManagement

struct ServiceManagerTests {
    private func manager(_ variables: [String: String], processID: pid_t = 7) -> ServiceManager {
        ServiceManager(variable: { variables[$0].map { Array($0.utf8) } }, processID: processID)
    }

    @Test(
        arguments: [
            ([:], nil), (["WATCHDOG_USEC": "180000000"], .seconds(180)),
            (["WATCHDOG_USEC": "5000000", "WATCHDOG_PID": "7"], .seconds(5)),
            (["WATCHDOG_USEC": "5000000", "WATCHDOG_PID": "8"], nil), (["WATCHDOG_USEC": "0"], nil),
            (["WATCHDOG_USEC": "soon"], nil),
        ] as [([String: String], Duration?)])
    func `the watchdog is this process's`(variables: [String: String], interval: Duration?) {
        #expect(manager(variables).watchdogInterval == interval)
    }

    @Test(arguments: [false, true])
    func `a message reaches a socket with a path and one with an abstract name`(isAbstract: Bool) async throws {
        try withTemporaryFolder { folder in
            let name = (isAbstract ? "@" : "") + folder.appending("notify").string
            let receiver = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            defer { close(receiver) }
            var bytes = Array(name.utf8)
            if isAbstract { bytes[0] = 0 }
            let bound = bytes.withUnsafeBytes { name in withUnixAddress(name) { bind(receiver, $0, $1) } }
            #expect(bound == 0)

            try manager(["NOTIFY_SOCKET": name]).notify("READY=1\nSTATUS=好")
            var message = [UInt8](repeating: 0, count: 100)
            let count = recv(receiver, &message, message.count, Int32(MSG_DONTWAIT))
            #expect(String(decoding: message.prefix(max(0, count)), as: UTF8.self) == "READY=1\nSTATUS=好")
        }
    }

    @Test(arguments: [[:], ["NOTIFY_SOCKET": ""]])
    func `a message that nobody waits for is none`(variables: [String: String]) throws {
        try manager(variables).notify("READY=1")
    }

    @Test func `a message that cannot be sent is an error`() {
        #expect(throws: Errno.noSuchFileOrDirectory) {
            try manager(["NOTIFY_SOCKET": "/nowhere/notify"]).notify("READY=1")
        }
        #expect(throws: Errno.fileNameTooLong) {
            try manager(["NOTIFY_SOCKET": String(repeating: "n", count: 108)]).notify("READY=1")
        }
    }
}
