import TestSupport
import Testing
import XapianIndex

struct SortableNumberTests {
    static let numbers: [Double] = [
        -.infinity, -1e300, -2.5, -1, -1e-300, 0, 1e-300, 0.5, 1, 20160101, 1_483_142_400, 1e300, .infinity,
    ]

    @Test(arguments: numbers)
    func `a number comes back as it was`(_ number: Double) {
        #expect(SortableNumber.number(SortableNumber.bytes(number)) == number)
        #expect(SortableNumber.bytes(number).count <= 9)
    }

    @Test func `the bytes sort like the numbers`() {
        let bytes = Self.numbers.map(SortableNumber.bytes)
        for (lower, upper) in zip(bytes, bytes.dropFirst()) { #expect(lower.lexicographicallyPrecedes(upper)) }
    }

    @Test func `bytes that are no number give some number`() {
        _ = SortableNumber.number(Array(repeating: 0xFF, count: 300))
        #expect(SortableNumber.number([]) == -.infinity)
    }
}
