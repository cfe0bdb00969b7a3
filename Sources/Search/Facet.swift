/// How many of the documents that match have each value of a field.
package struct Facet: Hashable, Sendable {
    package enum Field: CaseIterable, Sendable { case author, tag, type, year }

    package var field: Field
    /// At most `FacetCounter.mostValues`, the most frequent first, equals by name. Values that no matching document has
    /// are left out.
    package var values: [Value]
    /// False when the counts are estimates: some of the documents counted may not match, or not all were counted.
    package var isExact: Bool

    package struct Value: Hashable, Sendable {
        /// In a document's own spelling.
        package var value: String
        package var count: Int

        package init(value: String, count: Int) {
            self.value = value
            self.count = count
        }
    }

    package init(field: Field, values: [Value], isExact: Bool) {
        self.field = field
        self.values = values
        self.isExact = isExact
    }
}
