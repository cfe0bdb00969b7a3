/// A page of hits, best first, with bounds on how many there are.
package struct SearchAnswer: Sendable {
    package var hits: [SearchHit]
    /// Bounds on the number of documents that match; all three equal after an exact count.
    package var totalLower: Int
    package var totalEstimated: Int
    package var totalUpper: Int
    package var notices: [SearchNotice]
    /// Those that were asked for, in that order.
    package var facets: [Facet]
    /// Another query, which finds something, when this one found nothing.
    package var suggestion: String?
    /// The one-line query tree and plan and the time of each step; nil unless it was asked for.
    package var explanation: SearchExplanation?

    package init(
        hits: [SearchHit], totalLower: Int, totalEstimated: Int, totalUpper: Int, notices: [SearchNotice] = [],
        facets: [Facet] = [], suggestion: String? = nil, explanation: SearchExplanation? = nil
    ) {
        self.hits = hits
        self.totalLower = totalLower
        self.totalEstimated = totalEstimated
        self.totalUpper = totalUpper
        self.notices = notices
        self.facets = facets
        self.suggestion = suggestion
        self.explanation = explanation
    }
}

/// One document that matches.
package struct SearchHit: Sendable {
    /// The path's bytes, which need not be UTF-8.
    package var path: [UInt8]
    package var title: String
    package var author: String?
    /// Seconds since 1970-01-01T00:00:00Z.
    package var dateSeconds: Int64?
    /// The MIME type.
    package var type: String
    /// The size of the file in bytes.
    package var sizeBytes: Int
    /// The encoding of the file; nil for a format that is not written in text.
    package var encoding: String?
    /// How sure the encoding is, from 0 to 1; nil when it is beyond doubt.
    package var encodingConfidence: Double?
    /// The line of the file, from 1, on which the first match of the snippet's best window begins; nil for a file without
    /// lines.
    package var line: Int?
    /// The page of the file, from 1, likewise; nil for a file without pages.
    package var page: Int?
    package var score: Double
    /// The document contains the whole query as it was typed, folded.
    package var isExact: Bool
    /// The document has only some of the words asked for.
    package var isPartial: Bool
    package var snippet: [SnippetPiece]

    /// A piece of the snippet's text, and whether it is a match.
    package struct SnippetPiece: Hashable, Sendable {
        package var text: String
        package var isMatch: Bool

        package init(text: String, isMatch: Bool) {
            self.text = text
            self.isMatch = isMatch
        }
    }

    package init(
        path: [UInt8], title: String, author: String? = nil, dateSeconds: Int64? = nil, type: String,
        encoding: String? = nil, encodingConfidence: Double? = nil, sizeBytes: Int, line: Int? = nil, page: Int? = nil,
        score: Double, isExact: Bool = false, isPartial: Bool = false, snippet: [SnippetPiece]
    ) {
        self.path = path
        self.title = title
        self.author = author
        self.dateSeconds = dateSeconds
        self.type = type
        self.sizeBytes = sizeBytes
        self.encoding = encoding
        self.encodingConfidence = encodingConfidence
        self.line = line
        self.page = page
        self.score = score
        self.isExact = isExact
        self.isPartial = isPartial
        self.snippet = snippet
    }
}

/// Something a person should hear about that spoiled nothing.
package struct SearchNotice: Hashable, Sendable {
    /// A stable name, such as `partial`.
    package var code: String
    package var message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// How a query was understood and where its time went.
package struct SearchExplanation: Sendable {
    package var tree: String
    package var plan: String
    package var timings: [(step: String, milliseconds: Double)]

    package init(tree: String, plan: String, timings: [(step: String, milliseconds: Double)]) {
        self.tree = tree
        self.plan = plan
        self.timings = timings
    }
}
