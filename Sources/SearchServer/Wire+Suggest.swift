internal import Search
internal import Wire

extension SuggestResponse {
    init(_ answer: SuggestAnswer, to query: String, took: Duration) {
        self.init(
            query: query,
            suggestions: answer.suggestions.map {
                Suggestion(
                    text: $0.text, source: $0.source.rawValue, documents: $0.documentCount,
                    estimated: $0.isEstimated ? true : nil)
            },
            incomplete: answer.isCutShort ? true : nil, tookMilliseconds: took.milliseconds)
    }
}
