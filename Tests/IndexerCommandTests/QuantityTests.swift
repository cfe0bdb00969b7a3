@testable import IndexerCommand
import Testing

struct QuantityTests {
    @Test(arguments: [
        (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (4249, "4.2 kB"), (999_949, "999.9 kB"),
        (999_950, "1.0 MB"), (1_500_000_000, "1.5 GB"), (2_000_000_000_000, "2.0 TB"),
    ])
    func `bytes are told by thousands`(_ number: Int, _ text: String) {
        #expect(Quantity.bytes(number) == text)
    }

    @Test(arguments: [(0.0, "0.0 s"), (0.44, "0.4 s"), (59.4, "59.4 s"), (59.6, "1 min 00 s"), (125, "2 min 05 s")])
    func `seconds become minutes`(_ number: Double, _ text: String) {
        #expect(Quantity.seconds(number) == text)
    }

    @Test(arguments: [(0, "0 files"), (1, "1 file"), (2, "2 files")])
    func `a noun follows its number`(_ number: Int, _ text: String) {
        #expect(Quantity.count(number, "file") == text)
    }

    @Test func `a date is told in UTC`() {
        #expect(Quantity.date(1_483_142_405) == "2016-12-31 00:00:05 UTC")
    }

    @Test(
        arguments: [
            (0, " (0 seconds ago)"), (1, " (1 second ago)"), (59, " (59 seconds ago)"), (60, " (1 minute ago)"),
            (3599, " (59 minutes ago)"), (7200, " (2 hours ago)"), (86_400, " (1 day ago)"),
            (864_000, " (10 days ago)"),
            // The clock was set back.
            (-1, ""),
        ])
    func `an age has one unit`(seconds: Int64, text: String) {
        #expect(Quantity.dateAndAge(0, now: seconds) == "1970-01-01 00:00:00 UTC" + text)
    }
}
