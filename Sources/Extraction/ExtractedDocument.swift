/// The text of one file, ready for the analyzer, and what the file says about itself.
package struct ExtractedDocument: Sendable, Hashable {
    /// Front matter's title, the HTML title, the first heading, the first line, or the file's name; empty only when
    /// the name is empty too. One line, at most 300 characters (80 when it is taken from running text).
    package var title: String
    /// Several authors are joined by ", ". Nil when the file names none.
    package var author: String?
    /// Seconds since 1970 UTC of the date the file gives itself; a date without a zone is taken as UTC. Nil when there is
    /// none, or none that `DocumentDate` reads. The file's modification time is the indexer's business.
    package var dateSeconds: Int64?
    /// Tags, categories and keywords together, each once, in the order of the file.
    package var tags: [String]
    /// The language tag the file gives itself, as written (`zh-CN`).
    package var language: String?
    /// `text/plain`, `text/markdown` or `text/html`.
    package var mediaType: String
    /// The encoding of the file's bytes, by its IANA name.
    package var encoding: String
    /// Valid UTF-8 without a byte order mark. Lines end with "\n". A blank line separates paragraphs; a single "\n" is a
    /// wrap inside one, and between Han or kana the analyzer joins it. Cells of a table row are separated by a tab.
    package var text: [UInt8]
    /// The line of the file for each line of `text`.
    package var lineMap: LineMap
    /// Sentences about what was read otherwise than the file seems to ask, for the person who owns the file.
    package var notices: [String]
}
