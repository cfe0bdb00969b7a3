internal import XapianIndex

/// A document that was verified to match, and its place in the order.
struct FoundDocument {
    var id: DocumentID
    /// With the bonuses it kept.
    var score: Double
    /// It has only some of the clauses.
    var isPartial = false
    /// What was read for verification, when it was kept for the hit.
    var text: StoredText?
}
