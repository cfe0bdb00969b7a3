/// Reads what a document says about itself, in the words of Dublin Core and their relatives, wherever in some XML they
/// stand: the properties of Office documents, OpenDocument's meta, an EPUB's package, a PDF's XMP.
final class DublinCoreHandler: XMLHandler {
    private enum Field {
        case title, author, date, language, tag, tags
    }

    private static let fields: [XMLName: Field] = [
        "title": .title, "creator": .author, "initial-creator": .author,
        "created": .date, "creation-date": .date, "CreateDate": .date, "date": .date, "issued": .date,
        "language": .language, "subject": .tag, "keyword": .tag, "keywords": .tags, "Keywords": .tags,
    ]

    private(set) var metadata = DocumentMetadata()
    private var field: Field?
    private var depth = 0
    private var fieldDepth = 0
    private var value: [UInt8] = []
    private var authors: [String] = []
    private let subjectsAreTags: Bool

    /// - Parameter subjectsAreTags: whether a subject is a tag, and not a sentence.
    init(subjectsAreTags: Bool = true) {
        self.subjectsAreTags = subjectsAreTags
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        depth += 1
        if field == nil, let found = Self.fields[name], subjectsAreTags || name != "subject" {
            field = found
            fieldDepth = depth
        }
        value = []
    }

    func characters(_ piece: UnsafeBufferPointer<UInt8>) {
        guard field != nil, value.count < 10_000 else { return }
        value += piece.prefix(10_000)
    }

    func end(_ name: XMLName) {
        if let field {
            take(String(decoding: value, as: UTF8.self), as: field)
            value = []
            if depth == fieldDepth { self.field = nil }
        }
        depth -= 1
    }

    private func take(_ value: String, as field: Field) {
        guard let line = value.asTitle(limit: 1000) else { return }
        switch field {
        case .title: metadata.title = metadata.title ?? FoundTitle.unlessPlaceholder(line)
        case .author:
            guard authors.count < 100, !authors.contains(line) else { return }
            authors.append(line)
            metadata.author = authors.joined(separator: ", ")
        case .date: metadata.dateSeconds = metadata.dateSeconds ?? DocumentDate.seconds(from: line)
        case .language: metadata.language = metadata.language ?? line.asTitle(limit: 40)
        case .tag: metadata.addTags([line])
        case .tags: metadata.addTags(DocumentMetadata.split(line))
        }
    }
}
