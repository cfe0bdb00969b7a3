internal import Foundation

/// SplitMix64 (Sebastiano Vigna): the same numbers for the same seed on every machine.
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    /// Seeded by the environment's `SOU_SEED`, else by chance; the seed is printed, so that a failure can be repeated.
    package static func announced(_ test: String = #function) -> SeededRandom {
        let environment = ProcessInfo.processInfo.environment
        let seed = environment["SOU_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64.max)
        print("\(test): SOU_SEED=\(seed)")
        return SeededRandom(seed: seed)
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
