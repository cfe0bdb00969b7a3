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
    /// The MIME type of what the file is, such as `text/markdown` or `application/pdf`.
    package var mediaType: String
    /// The encoding of the file's bytes, by its IANA name; nil for a format that is not written in text.
    package var encoding: String?
    /// How sure the encoding is, from 0 to 1; nil when it is beyond doubt or there is none.
    package var encodingConfidence: Double?
    /// Valid UTF-8 without a byte order mark. Lines end with "\n". A blank line separates paragraphs; a single "\n" is a
    /// wrap inside one, and between Han or kana the analyzer joins it. Cells of a table row are separated by a tab.
    package var text: [UInt8]
    /// Where the lines of `text` lie in the file.
    package var places: TextPlaces
    /// Sentences about what was read otherwise than the file seems to ask, for the person who owns the file.
    package var notices: [String]

    package init(
        title: String, author: String? = nil, dateSeconds: Int64? = nil, tags: [String] = [], language: String? = nil,
        mediaType: String, encoding: String? = nil, encodingConfidence: Double? = nil, text: [UInt8],
        places: TextPlaces, notices: [String] = []
    ) {
        self.title = title
        self.author = author
        self.dateSeconds = dateSeconds
        self.tags = tags
        self.language = language
        self.mediaType = mediaType
        self.encoding = encoding
        self.encodingConfidence = encodingConfidence
        self.text = text
        self.places = places
        self.notices = notices
    }
}
