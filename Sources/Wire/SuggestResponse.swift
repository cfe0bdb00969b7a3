/// The answer to `GET /v1/suggest`: texts that the index holds and that continue what was typed, best first.
///
/// Absent fields are left out of the JSON.
package struct SuggestResponse: Codable, Hashable, Sendable {
    /// What was typed.
    package var query: String
    package var suggestions: [Suggestion]
    /// True when not all continuations were looked at; absent when they were.
    package var incomplete: Bool?
    /// The time from the request's arrival to the answer, in milliseconds.
    package var tookMilliseconds: Double

    package struct Suggestion: Codable, Hashable, Sendable {
        package var text: String
        /// `title`; `term`, for words and characters of the texts, folded; `pinyin`, for a title typed by its sound.
        package var source: String
        /// How many documents have this title, or contain this text.
        package var documents: Int
        /// True when that is an estimate, absent when it is exact.
        package var estimated: Bool?

        package init(text: String, source: String, documents: Int, estimated: Bool? = nil) {
            self.text = text
            self.source = source
            self.documents = documents
            self.estimated = estimated
        }
    }

    enum CodingKeys: String, CodingKey {
        case query, suggestions, incomplete
        case tookMilliseconds = "took_ms"
    }

    package init(
        query: String, suggestions: [Suggestion], incomplete: Bool? = nil, tookMilliseconds: Double
    ) {
        self.query = query
        self.suggestions = suggestions
        self.incomplete = incomplete
        self.tookMilliseconds = tookMilliseconds
    }
}
