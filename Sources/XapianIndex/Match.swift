/// A document that matches, and how well.
package struct Match: Hashable, Sendable {
    package var documentID: DocumentID
    /// At least 0; compares only with the weights of the same search.
    package var weight: Double

    package init(documentID: DocumentID, weight: Double) {
        self.documentID = documentID
        self.weight = weight
    }
}
