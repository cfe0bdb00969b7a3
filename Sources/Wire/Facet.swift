/// How many of the documents that match have each value of a field.
package struct Facet: Codable, Hashable, Sendable {
    /// At most 20, the most frequent first, equals by name.
    package var values: [Value]
    /// False when the counts are estimates, because it would take too long to look at every document.
    package var exact: Bool

    package struct Value: Codable, Hashable, Sendable {
        /// As a document spells it; a MIME type, or a year of four digits.
        package var value: String
        package var count: Int

        package init(value: String, count: Int) {
            self.value = value
            self.count = count
        }
    }

    package init(values: [Value], exact: Bool) {
        self.values = values
        self.exact = exact
    }
}
