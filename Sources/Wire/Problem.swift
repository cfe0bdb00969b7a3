/// An error answer, after RFC 9457 (`application/problem+json`), with a remedy of our own.
package struct Problem: Codable, Hashable, Sendable {
    package static let contentType = "application/problem+json"

    /// The type of the problem that a document is not in the index.
    package static let notIndexed = "urn:sou:problem:not-indexed"

    /// A stable name for programs: `urn:sou:problem:` and a word such as `busy`.
    package var type: String
    /// The kind of problem in a few words.
    package var title: String
    /// The HTTP status.
    package var status: Int
    /// One sentence that begins with "cannot", names the thing and gives the cause.
    package var detail: String
    /// What to do about it, when something can be done.
    package var remedy: String?

    package init(type: String, title: String, status: Int, detail: String, remedy: String? = nil) {
        self.type = type
        self.title = title
        self.status = status
        self.detail = detail
        self.remedy = remedy
    }
}
