/// How matches are weighted.
package enum Weighting: Hashable, Sendable {
    /// All weights are 0, and nothing is read to compute them.
    case none
    /// The defaults are the engine's.
    case bm25(k1: Double = 1, k3: Double = 1, b: Double = 0.5, minimumNormalizedLength: Double = 0.5)
    /// The defaults are the engine's.
    case bm25Plus(
        k1: Double = 1, k2: Double = 0, k3: Double = 1, b: Double = 0.5, minimumNormalizedLength: Double = 0.5,
        delta: Double = 1)
}
