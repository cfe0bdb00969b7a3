import Queries
import Testing

@Suite struct RangeFieldTests {
    /// The range that a query of one range asks for; nil when it is none.
    private func range(_ query: String) -> NumberRange? {
        guard case .range(_, _, let range) = QueryParser().parse(query).tree else { return nil }
        return range
    }

    private static let day: Int64 = 86_400
    /// Days since 1970 of the first days of years, from `date -ud 2016-01-01 +%s`.
    private static let year2016: Int64 = 16_801
    private static let year2017: Int64 = 17_167
    private static let year2018: Int64 = 17_532
    private static let year2019: Int64 = 17_897

    @Test(
        arguments: [
            ("2016", year2016, year2017),
            ("２０１６", year2016, year2017),
            ("2016年", year2016, year2017),
            ("2016-01", year2016, year2016 + 31),
            ("2016-2", year2016 + 31, year2016 + 60),
            ("2016/12", year2017 - 31, year2017),
            ("2016年12月", year2017 - 31, year2017),
            ("201612", year2017 - 31, year2017),
            ("2016-12-31", year2017 - 1, year2017),
            ("2016/12/31", year2017 - 1, year2017),
            ("２０１６／１２／３１", year2017 - 1, year2017),
            ("2016.12.31", year2017 - 1, year2017),
            ("20161231", year2017 - 1, year2017),
            ("2016年12月31日", year2017 - 1, year2017),
            ("2016年12月31号", year2017 - 1, year2017),
            ("2016-1-2", year2016 + 1, year2016 + 2),
            ("2016-02-29", year2016 + 59, year2016 + 60),
            ("2000-02-29", 11_016, 11_017),
            ("1970-01-01", 0, 1),
            ("1969-12-31", -1, 0),
            ("2016..2018", year2016, year2019),
            ("2016-12..2017", year2017 - 31, year2018),
            ("2018..2016", year2016, year2019),
            ("2016..2016", year2016, year2017),
            ("2016．．2017", year2016, year2018),
            ("2016.12..2017.1", year2017 - 31, year2017 + 31),
            ("0001", -719_162, -718_797),
            ("9999-12-31", 2_932_896, 2_932_897),
        ] as [(String, Int64, Int64)])
    func `a date is a year, a month or a day, whole`(typed: String, first: Int64, after: Int64) {
        #expect(range("date:" + typed) == NumberRange(lower: first * Self.day, upper: after * Self.day - 1))
    }

    @Test(
        arguments: [
            (">2018", year2019, nil),
            ("＞2018", year2019, nil),
            (">=2018", year2018, nil),
            ("≥2018", year2018, nil),
            ("<2018", nil, year2018),
            ("＜＝2018", nil, year2019),
            ("<=2018", nil, year2019),
            ("2018..", year2018, nil),
            ("..2018", nil, year2019),
            ("<0001", nil, -719_162),
            (">9999", 2_932_897, nil),
        ] as [(String, Int64?, Int64?)])
    func `a comparison of dates is about the whole of a period`(typed: String, first: Int64?, after: Int64?) {
        let expected = NumberRange(lower: first.map { $0 * Self.day }, upper: after.map { $0 * Self.day - 1 })
        #expect(range("date:" + typed) == expected)
    }

    @Test(
        arguments: [
            ("5688", 5688, 5688),
            ("５６８８", 5688, 5688),
            ("5688B", 5688, 5688),
            ("0", 0, 0),
            ("1K", 1024, 2047),
            ("1kb", 1024, 2047),
            ("1KiB", 1024, 2047),
            ("1M", 1 << 20, (2 << 20) - 1),
            ("１Ｍ", 1 << 20, (2 << 20) - 1),
            ("1.5M", 3 << 19, 1_677_721),
            ("0.5K", 512, 614),
            ("1G", 1 << 30, (2 << 30) - 1),
            ("1T", 1 << 40, (2 << 40) - 1),
            // A file has whole bytes.
            ("1.0001K", 1025, 1025),
            ("999999999999999999T", .max, .max),
            // Bounds are the very numbers.
            ("1K..2K", 1024, 2048),
            ("2K..1K", 1024, 2048),
            ("1..1", 1, 1),
            (">1M", (1 << 20) + 1, nil),
            (">=1M", 1 << 20, nil),
            ("<1M", nil, (1 << 20) - 1),
            ("<=1M", nil, 1 << 20),
            ("1M..", 1 << 20, nil),
            ("..1M", nil, 1 << 20),
            ("<0", nil, -1),
            (">999999999999999999T", .max, nil),
        ] as [(String, Int64?, Int64?)])
    func `a size is as exact as it was typed, and a bound is its number`(typed: String, lower: Int64?, upper: Int64?) {
        #expect(range("size:" + typed) == NumberRange(lower: lower, upper: upper))
    }

    @Test(arguments: [
        "date:soon", "date:16", "date:0000", "date:10000", "date:2016-13", "date:2016-00", "date:2016-02-30",
        "date:2017-02-29", "date:1900-02-29", "date:2016-10-05-01", "date:2016-", "date:20161", "date:2016100",
        "date:2016-1a", "date:..", "date:2016..soon", "date:>", "date:>>2016", "date:>2016..", "date:2016月",
        "date:年", "date:2016年月", "date:2016年13月", "date:2016年1月1", "date:2016-001", "date:+2016", "date:２016x",
        "date:2016年1月日", "date:١٢٣٤",
        "size:big", "size:M", "size:1X", "size:1.5", "size:1.", "size:.5M", "size:1.2.3M", "size:-1", "size:1 ",
        "size:9999999999999999999", "size:1MM", "size:..", "size:١M",
    ])
    func `anything else is no range`(query: String) {
        let isRange = range(query) != nil
        #expect(isRange == ["date:2016年1月1", "size:1 "].contains(query))
    }
}
