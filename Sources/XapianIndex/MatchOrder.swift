/// The order of a match set.
package enum MatchOrder: Hashable, Sendable {
    /// By descending weight, then by ascending document ID.
    case relevance
    /// By the bytes of a value slot, in which a document without a value has the empty value; then by descending weight.
    case value(slot: UInt32, descending: Bool)
    /// By ascending document ID; the weights are not computed, whatever the weighting, and are 0.
    case documentID
}
