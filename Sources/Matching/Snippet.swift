/// A piece of a document that shows why it was found.
package struct Snippet: Hashable, Sendable {
    package struct Piece: Hashable, Sendable {
        package var text: String
        package var isMatch: Bool

        package init(text: String, isMatch: Bool) {
            self.text = text
            self.isMatch = isMatch
        }
    }

    /// In reading order. `…` stands where a sentence is cut off; all else is the document's own text.
    package var pieces: [Piece]
    /// Where the first match of the best window begins, in bytes of the document's text; nil when nothing is marked.
    package var firstMatchOffset: Int?
    /// How much of the query it shows, to choose between snippets of one document's parts; 0 when nothing is marked.
    package var worth: Int

    package init(pieces: [Piece], firstMatchOffset: Int?, worth: Int = 0) {
        self.pieces = pieces
        self.firstMatchOffset = firstMatchOffset
        self.worth = worth
    }
}
