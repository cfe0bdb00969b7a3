@testable import GlassTables
import TestSupport
import Testing

struct GlassBytesTests {
    private func bytes(_ write: (inout GlassBytes) -> Void) -> [UInt8] {
        var bytes = GlassBytes(capacity: 1)
        write(&bytes)
        return Array(bytes.buffer)
    }

    static let numbers: [(UInt64, [UInt8])] = [
        (0, [0]), (127, [0x7F]), (128, [0x80, 1]), (300, [0xAC, 2]), (16_383, [0xFF, 0x7F]), (16_384, [0x80, 0x80, 1]),
        (1 << 32 - 1, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]),
        (.max, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]),
    ]

    @Test(arguments: numbers)
    func `a number has seven bits to the byte, the lowest first`(_ number: UInt64, _ expected: [UInt8]) {
        let found = bytes { $0.appendNumber(number) }
        #expect(found == expected)
        found.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            var reader = NumberReader(buffer, from: start)
            #expect(reader.number() == number)
            #expect(reader.isAtEnd)
        }
    }

    /// The rows around each change of length.
    static let sortable: [(UInt32, [UInt8])] = [
        (0, [0, 0]), (1, [0, 1]), (300, [1, 0x2C]), (0x7FFF, [0x7F, 0xFF]), (0x8000, [0x80, 0x80, 0]),
        (40_000, [0x80, 0x9C, 0x40]), (0x3F_FFFF, [0xBF, 0xFF, 0xFF]), (0x40_0000, [0xC0, 0x40, 0, 0]),
        (0x1FFF_FFFF, [0xDF, 0xFF, 0xFF, 0xFF]), (0x2000_0000, [0xE0, 0x20, 0, 0, 0]),
        (.max, [0xE0, 0xFF, 0xFF, 0xFF, 0xFF]),
    ]

    @Test(arguments: sortable)
    func `a sortable number is as long as it must be`(_ number: UInt32, _ expected: [UInt8]) {
        #expect(bytes { $0.appendSortable(number) } == expected)
    }

    @Test func `sortable numbers sort as bytes`() {
        var random = SeededRandom.announced()
        for _ in 0..<10_000 {
            let bits = UInt32.random(in: 0...31, using: &random)
            let (a, b) = (
                UInt32.random(in: 0...(.max >> bits), using: &random),
                UInt32.random(in: 0...(.max >> bits), using: &random)
            )
            let (first, second) = (bytes { $0.appendSortable(a) }, bytes { $0.appendSortable(b) })
            #expect(first.lexicographicallyPrecedes(second) == (a < b))
        }
    }

    static let terms: [([UInt8], [UInt8])] = [
        ([], []), ([0x61], [0x61]), ([0], [0, 0xFF]), ([0x61, 0, 0x62], [0x61, 0, 0xFF, 0x62]),
        ([0, 0], [0, 0xFF, 0, 0xFF]),
        ([0xFF], [0xFF]),
    ]

    @Test(arguments: terms)
    func `a zero byte of a term becomes two bytes`(_ term: [UInt8], _ expected: [UInt8]) {
        #expect(bytes { bytes in term.withUnsafeBufferPointer { bytes.appendTerm($0) } } == expected)
    }

    static let shortest: [(UInt32, [UInt8])] = [
        (0, []), (1, [1]), (255, [255]), (256, [0, 1]), (.max, [255, 255, 255, 255]),
    ]

    @Test(arguments: shortest)
    func `the shortest form of a number has its lowest byte first and none for zero`(
        _ number: UInt32, _ expected: [UInt8]
    ) {
        #expect(bytes { $0.appendShortest(number) } == expected)
    }

    @Test func `a string is its length and its bytes`() {
        let long = [UInt8](repeating: 7, count: 200)
        #expect(
            bytes { bytes in [UInt8]("ab".utf8).withUnsafeBufferPointer { bytes.appendString($0) } } == [2, 0x61, 0x62])
        #expect(bytes { bytes in long.withUnsafeBufferPointer { bytes.appendString($0) } } == [0xC8, 1] + long)
    }
}
