import Glibc
import Indexing
import ServiceManagement
import SystemPackage
import TestSupport
import Testing

@testable import IndexerCommand

struct WatchdogTests {
    @Test func `work that comes no further is not said to be alive`() throws {
        try withTemporaryFolder { folder in
            let notify = try NotifySocket(in: folder)
            let interval = 40_000
            let variables = ["NOTIFY_SOCKET": notify.path.string, "WATCHDOG_USEC": "\(interval)"]
            let watchdog = try #require(Watchdog(ServiceManager { name in variables[name].map { Array($0.utf8) } }))
            let progress = BuildProgress()
            watchdog.observe(progress)
            watchdog.setIdle(false)
            _ = notify.has { _ in false }
            let start = notify.messages.count
            for step in 1...4 {
                #expect(!progress.isStopped)
                for _ in 0..<3000 where !notify.has({ _ in false }) && notify.messages.count < start + step {
                    usleep(10_000)
                }
                // It has nothing to tell in this time.
                usleep(3 * UInt32(interval))
            }
            _ = notify.has { _ in false }
            // Each step counts as alive once, and so does having just begun.
            #expect((4...5).contains(notify.messages.count - start), "\(notify.messages)")
            #expect(notify.messages.allSatisfy { $0 == "WATCHDOG=1" })
            watchdog.setIdle(true)
            let before = notify.messages.count
            for _ in 0..<3000 where !notify.has({ _ in false }) && notify.messages.count < before + 5 { usleep(10_000) }
            #expect(notify.messages.count >= before + 5)
        }
    }

    @Test func `without a watchdog in systemd there is none`() {
        #expect(Watchdog(ServiceManager { _ in nil }) == nil)
    }
}
