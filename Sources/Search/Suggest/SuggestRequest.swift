/// What is asked of the index while somebody types: how a text may go on.
package struct SuggestRequest: Sendable {
    /// What was typed so far.
    package var text: String
    package var limit: Int
    /// When the answer must be there.
    package var deadline: ContinuousClock.Instant

    package init(text: String, limit: Int = 10, deadline: ContinuousClock.Instant) {
        self.text = text
        self.limit = limit
        self.deadline = deadline
    }
}

/// What the typed text may become, best first. Nothing that continues it is an empty list, not an error.
package struct SuggestAnswer: Sendable {
    package var suggestions: [Suggestion]
    /// Not all continuations were looked at: the time was up, or there are too many.
    package var isCutShort: Bool

    package init(suggestions: [Suggestion], isCutShort: Bool = false) {
        self.suggestions = suggestions
        self.isCutShort = isCutShort
    }
}

/// One text that the index holds.
package struct Suggestion: Hashable, Sendable {
    package enum Source: String, Sendable {
        /// The title of documents, as one of them writes it.
        case title
        /// Words or characters of their text, folded.
        case term
        /// The title of documents, typed by its pinyin.
        case pinyin
    }

    package var text: String
    package var source: Source
    /// How many documents have this title, or contain this text.
    package var documentCount: Int
    /// The number is an estimate.
    package var isEstimated: Bool

    package init(text: String, source: Source, documentCount: Int, isEstimated: Bool = false) {
        self.text = text
        self.source = source
        self.documentCount = documentCount
        self.isEstimated = isEstimated
    }
}
