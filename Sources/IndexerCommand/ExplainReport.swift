internal import Documents
internal import FileWatching
internal import Indexing
internal import SystemPackage

/// What `sou-index explain` says about one path, for people and as JSON.
struct ExplainReport: Encodable {
    /// Escaped like every path that is printed.
    let path: String
    /// A build would make a document of it, or enter it when it is a folder.
    let indexed: Bool
    /// A sentence without the path.
    let reason: String
    /// The path that the reason is about, where it is not `path` itself.
    let at: String?
    /// What the index would hold of a file.
    let document: DocumentReport?

    /// - Parameter explanation: of a path that the scan finds as a file.
    init(path: [UInt8], verdict: ScanVerdict, explanation: FileExplanation? = nil) {
        self.path = Output.text(ofPath: path)
        var place = path
        var document: DocumentReport?
        switch verdict {
        case .file:
            switch explanation?.outcome {
            case .document(let extracted, let firstTerms):
                document = DocumentReport(extracted, firstTerms: firstTerms)
                (indexed, reason) = (true, "it is \(extracted.mediaType)")
            case .unwantedType(let type):
                (indexed, reason) = (false, "it is \(Output.visible(type)), which only_types or skip_types leave out")
            case .skipped(let why):
                (indexed, reason) = (false, Output.visible(why))
            case nil:
                (indexed, reason) = (true, "it is a file, and is read")
            }
        case .folder:
            (indexed, reason) = (true, "it is a folder, and what is in it is looked at")
        case .leftOut(let why, let at):
            (indexed, reason, place) = (false, Output.visible(why.description), at)
        case .problem(let problem):
            (indexed, reason, place) = (false, problem.reason, problem.path)
        case .missing(let at, let code):
            (indexed, reason, place) = (false, "it cannot be found: \(Errno(rawValue: code))", at)
        case .outside:
            (indexed, reason) = (false, "it is in none of the folders that are indexed")
        }
        at = place == path ? nil : Output.text(ofPath: place)
        self.document = document
    }

    /// The report for people.
    var lines: [String] {
        ["\(path): \(indexed ? "indexed" : "not indexed"): " + (at.map { "\($0): " } ?? "") + reason]
            + (document?.lines ?? [])
    }
}

/// What the index would hold of one file. Control characters are escaped.
struct DocumentReport: Encodable {
    let type: String
    /// Absent for a format that is not written in text.
    let encoding: String?
    let encodingConfidence: Double?
    let title: String
    let author: String?
    /// As `Quantity.date` writes it.
    let date: String?
    let language: String?
    let tags: [String]
    let textBytes: Int
    let pages: Int?
    let terms: [String]
    let notices: [String]

    init(_ document: ExtractedDocument, firstTerms: [String]) {
        type = Output.visible(document.mediaType)
        encoding = document.encoding
        encodingConfidence = document.encodingConfidence
        title = Output.visible(document.title)
        author = document.author.map(Output.visible)
        date = document.dateSeconds.map(Quantity.date)
        language = document.language.map(Output.visible)
        tags = document.tags.map(Output.visible)
        textBytes = document.text.count
        pages = if case .pages(let starts) = document.places { starts.count } else { nil }
        terms = firstTerms
        notices = document.notices.map(Output.visible)
    }

    private enum CodingKeys: String, CodingKey {
        case type, encoding, title, author, date, language, tags, pages, terms, notices
        case encodingConfidence = "encoding_confidence"
        case textBytes = "text_bytes"
    }

    /// A line for each fact that there is.
    var lines: [String] {
        let sure = encodingConfidence.map { " (\(Int(($0 * 100).rounded())) % sure)" } ?? ""
        let facts: [(name: String, value: String?)] = [
            ("encoding", encoding.map { $0 + sure }), ("title", title), ("author", author), ("date", date),
            ("language", language), ("tags", tags.isEmpty ? nil : tags.joined(separator: ", ")),
            ("pages", pages.map(String.init)), ("text", Quantity.bytes(textBytes)),
            ("terms", terms.isEmpty ? nil : terms.joined(separator: " ")),
        ]
        return facts.compactMap { fact in
            fact.value.map { "  \(fact.name)\(String(repeating: " ", count: 10 - fact.name.count))\($0)" }
        } + notices.map { "  note      \($0)" }
    }
}
