import Glibc
import Indexing
import ServiceManagement
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import IndexerCommand

struct WatchdogTests {
    /// A watch that turns when it is woken, unless it hangs.
    private final class Watch: Sendable {
        let turnCount = Atomic(0)
        let hangs = Atomic(false)

        func wake() {
            if !hangs.load(ordering: .relaxed) { turnCount.add(1, ordering: .relaxed) }
        }
    }

    @Test func `a watch that hangs is not said to be alive`() throws {
        try withTemporaryFolder { folder in
            let notify = try NotifySocket(in: folder)
            let interval = 40_000
            let variables = ["NOTIFY_SOCKET": notify.path.string, "WATCHDOG_USEC": "\(interval)"]
            let watch = Watch()
            try #require(
                Watchdog(
                    ServiceManager { name in variables[name].map { Array($0.utf8) } },
                    pulse: { WatchPulse(loop: [watch.turnCount.load(ordering: .relaxed)]) }, wake: { watch.wake() })
                    != nil)
            func waitForSigns(_ count: Int) {
                let start = notify.messages.count
                for _ in 0..<3000 where !notify.has({ _ in false }) && notify.messages.count < start + count {
                    usleep(10_000)
                }
                #expect(notify.messages.count >= start + count)
            }
            waitForSigns(5)
            watch.hangs.store(true, ordering: .relaxed)
            // The turn before shows once more, and so may one that was under way.
            usleep(6 * UInt32(interval))
            _ = notify.has { _ in false }
            let before = notify.messages.count
            usleep(6 * UInt32(interval))
            _ = notify.has { _ in false }
            #expect(notify.messages.count == before)
            watch.hangs.store(false, ordering: .relaxed)
            waitForSigns(5)
            #expect(notify.messages.allSatisfy { $0 == "WATCHDOG=1" })
        }
    }

    @Test func `a build beside the watch may stand still for a while, and no longer`() {
        var check = PulseCheck()
        let start = ContinuousClock.now
        var turn = 0
        func isAlive(build: [Int]?, after seconds: Int, hangs: Bool = false) -> Bool {
            if !hangs { turn += 1 }
            return check.isAlive(WatchPulse(loop: [turn], build: build), at: start + .seconds(seconds))
        }
        #expect(isAlive(build: nil, after: 0))
        #expect(isAlive(build: [1], after: 10_000))
        #expect(isAlive(build: [1], after: 11_700))
        #expect(!isAlive(build: [1], after: 11_900))
        #expect(isAlive(build: [2], after: 12_000))
        #expect(isAlive(build: [2], after: 13_700))
        #expect(isAlive(build: [3], after: 15_000))
        #expect(!isAlive(build: [4], after: 15_001, hangs: true))
        #expect(isAlive(build: nil, after: 20_000))
        #expect(isAlive(build: [5], after: 30_000))
    }

    @Test func `a watch that has not begun, or has just begun, is alive`() {
        var check = PulseCheck()
        let pulses = [nil, nil, WatchPulse(loop: [0]), nil, WatchPulse(loop: [0]), WatchPulse(loop: [0])]
        let isAlive = pulses.map { check.isAlive($0) }
        #expect(isAlive == [true, true, true, true, true, false])
    }

    @Test func `without a watchdog in systemd there is none`() {
        #expect(Watchdog(ServiceManager { _ in nil }, pulse: { nil }, wake: {}) == nil)
    }
}
