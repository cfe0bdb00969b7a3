import Testing

@testable import ClientCommand

struct QuantityTests {
    @Test(arguments: [
        (0.8, 1, "0.8"), (12, 1, "12.0"), (0.04, 1, "0.0"), (0.05, 1, "0.1"), (0.0123, 3, "0.012"),
        (1.0004, 3, "1.000"),
        (-0.25, 1, "-0.3"), (1e300, 1, "1e+300"), (.infinity, 1, "inf"), (.nan, 1, "nan"),
    ])
    func `a decimal is rounded to its places`(value: Double, places: Int, text: String) {
        #expect(Quantity.decimal(value, places: places) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (5688, "5.7 kB"), (999_949, "999.9 kB"), (999_950, "1.0 MB"),
        (219_000_000, "219.0 MB"), (1_500_000_000, "1.5 GB"), (Int.max, "9223372.0 TB"), (-5, "-5 B"),
        (Int.min, "-9223372.0 TB"),
    ])
    func `bytes have decimal units`(count: Int, text: String) {
        #expect(Quantity.bytes(count) == text)
    }

    @Test(arguments: [
        (0, "0 s"), (59.9, "59 s"), (60, "1 min"), (3599, "59 min"), (3600, "1 h 0 min"), (11_520, "3 h 12 min"),
        (86_400, "1 d 0 h"), (442_800, "5 d 3 h"), (-1, "-1.0 s"), (1e300, "1e+300 s"),
    ])
    func `a duration has two units at most`(seconds: Double, text: String) {
        #expect(Quantity.duration(seconds: seconds) == text)
    }
}
