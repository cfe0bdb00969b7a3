/// The answer to `GET /v1/search`: a page of hits, best first, and what a person should know about it.
///
/// Absent fields are left out of the JSON.
package struct SearchResponse: Codable, Hashable, Sendable {
    /// The query as it was typed.
    package var query: String
    package var total: Total
    package var hits: [Hit]
    package var notices: [Notice]
    /// The values of the fields that were asked for, under the names of `SearchParameters.Facet`.
    package var facets: [String: Facet]?
    /// Another query, which finds something; only when this one found nothing.
    package var suggestion: String?
    /// The time from the request's arrival to the answer, in milliseconds.
    package var tookMilliseconds: Double
    /// How the query was understood; only when it was asked for.
    package var explanation: Explanation?

    enum CodingKeys: String, CodingKey {
        case query, total, hits, notices, facets, suggestion
        case tookMilliseconds = "took_ms"
        case explanation = "explain"
    }

    package init(
        query: String, total: Total, hits: [Hit], notices: [Notice], facets: [String: Facet]? = nil,
        suggestion: String? = nil, tookMilliseconds: Double, explanation: Explanation? = nil
    ) {
        self.query = query
        self.total = total
        self.hits = hits
        self.notices = notices
        self.facets = facets
        self.suggestion = suggestion
        self.tookMilliseconds = tookMilliseconds
        self.explanation = explanation
    }
}

/// How many documents match: bounds and a best guess. After an exact count the three are equal.
package struct Total: Codable, Hashable, Sendable {
    package var lower: Int
    package var estimated: Int
    package var upper: Int

    package init(lower: Int, estimated: Int, upper: Int) {
        self.lower = lower
        self.estimated = estimated
        self.upper = upper
    }
}

/// One document that matches.
package struct Hit: Codable, Hashable, Sendable {
    /// The path for people: bytes that are not UTF-8 are shown as `\xNN`.
    package var path: String
    /// The exact path as a percent-encoded `file://` URI.
    package var uri: String
    package var title: String
    package var author: String?
    /// RFC 3339 in UTC, such as `2016-12-31T00:00:00Z`.
    package var date: String?
    /// The MIME type.
    package var type: String
    /// The size of the file in bytes.
    package var size: Int
    /// The encoding of the file when it is not UTF-8; absent for a format that is not written in text.
    package var encoding: String?
    /// How sure the encoding is, from 0 to 1; absent when it is beyond doubt.
    package var encodingConfidence: Double?
    /// The line of the file, counted from 1, on which the first match of the snippet's best window begins; absent for a
    /// file without lines.
    package var line: Int?
    /// The page of the file, likewise; absent for a file without pages.
    package var page: Int?
    /// Compares hits of this answer only: higher is better. A million stands for each thing that is worth a class of its
    /// own, such as the whole question as it was typed.
    package var score: Double
    /// True when the document contains the whole query as it was typed, folded. Of a long document that has several words
    /// in many places, only some are looked at.
    package var exact: Bool?
    /// True when the document has only some of the words asked for.
    package var partial: Bool?
    package var snippet: [SnippetPiece]

    enum CodingKeys: String, CodingKey {
        case path, uri, title, author, date, type, size, encoding, line, page, score, exact, partial, snippet
        case encodingConfidence = "encoding_confidence"
    }

    package init(
        path: String, uri: String, title: String, author: String? = nil, date: String? = nil, type: String, size: Int,
        encoding: String? = nil, encodingConfidence: Double? = nil, line: Int? = nil, page: Int? = nil, score: Double,
        exact: Bool? = nil, partial: Bool? = nil, snippet: [SnippetPiece]
    ) {
        self.path = path
        self.uri = uri
        self.title = title
        self.author = author
        self.date = date
        self.type = type
        self.size = size
        self.encoding = encoding
        self.encodingConfidence = encodingConfidence
        self.line = line
        self.page = page
        self.score = score
        self.exact = exact
        self.partial = partial
        self.snippet = snippet
    }
}

/// A piece of a snippet: text, and whether it is a match to highlight. No client has to count bytes.
package struct SnippetPiece: Codable, Hashable, Sendable {
    package var text: String
    /// True on a match, absent elsewhere.
    package var match: Bool?

    package init(text: String, match: Bool? = nil) {
        self.text = text
        self.match = match
    }
}

/// Something a person should hear about that spoiled nothing.
package struct Notice: Codable, Hashable, Sendable {
    /// A stable name for programs, such as `partial`.
    package var code: String
    /// A sentence for people.
    package var message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// How a query was understood, for `--explain`.
package struct Explanation: Codable, Hashable, Sendable {
    /// The one-line form of the query tree.
    package var tree: String
    /// The one-line form of the query plan.
    package var plan: String
    /// Milliseconds for each step, in the order the steps ran.
    package var timings: [Timing]

    package struct Timing: Codable, Hashable, Sendable {
        package var step: String
        package var milliseconds: Double

        enum CodingKeys: String, CodingKey {
            case step
            case milliseconds = "ms"
        }

        package init(step: String, milliseconds: Double) {
            self.step = step
            self.milliseconds = milliseconds
        }
    }

    package init(tree: String, plan: String, timings: [Timing]) {
        self.tree = tree
        self.plan = plan
        self.timings = timings
    }
}
