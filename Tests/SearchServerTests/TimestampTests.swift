import Foundation
import Testing

@testable import SearchServer

struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (1_483_142_400, "2016-12-31T00:00:00Z"),
            (951_827_696, "2000-02-29T12:34:56Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (-62_167_219_200, "0000-01-01T00:00:00Z"), (-62_162_121_600, "0000-02-29T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"), (253_402_300_800, nil), (-62_167_219_201, nil), (Int64.max, nil),
            (Int64.min, nil),
        ] as [(Int64, String?)])
    func `seconds are a time in UTC`(seconds: Int64, text: String?) {
        #expect(Timestamp.text(seconds) == text)
    }

    @Test func `every day since the Gregorian calendar is the one Foundation says`() {
        for seconds in stride(from: Int64(-12_000_000_000), to: 12_000_000_000, by: 86_400 * 7 + 3_601) {
            let date = Date(timeIntervalSince1970: TimeInterval(seconds))
            #expect(Timestamp.text(seconds) == date.formatted(.iso8601))
        }
    }
}
