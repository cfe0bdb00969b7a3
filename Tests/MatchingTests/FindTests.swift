import CLinux
import TestSupport
import Testing

/// What looks at many places at once must find what looking at each finds.
struct FindTests {
    @Test func `a needle is found at its first place, wherever it lies and however long it is`() {
        var random = SeededRandom.announced()
        for _ in 0..<50_000 {
            // Of few letters, so that needles nearly stand in many places.
            let letters = UInt8(ascii: "a")...UInt8(ascii: "a") + UInt8.random(in: 1...3, using: &random)
            func text(_ lengths: ClosedRange<Int>) -> [UInt8] {
                (0..<Int.random(in: lengths, using: &random)).map { _ in UInt8.random(in: letters, using: &random) }
            }
            let (haystack, needle) = (text(1...100), text(1...7))
            let places = haystack.indices.filter { haystack[$0...].starts(with: needle) }
            let found = haystack.withUnsafeBufferPointer { bytes in
                bytes.baseAddress.flatMap { base in
                    clinux_find(base, bytes.count, needle, needle.count).map { base.distance(to: $0) }
                }
            }
            #expect(found == places.first)
        }
    }
}
