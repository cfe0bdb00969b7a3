/// The kinds of Office Open XML documents, templates and those with macros included.
enum OfficeFormat: String, CaseIterable {
    case word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case presentation = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

    /// The folder of its parts and the name that its main part nearly always has. The types of main parts differ between
    /// documents, templates and shows, with and without macros; all of them lie in this folder.
    private var usual: (folder: String, main: String) {
        switch self {
        case .word: ("word/", "word/document.xml")
        case .workbook: ("xl/", "xl/workbook.xml")
        case .presentation: ("ppt/", "ppt/presentation.xml")
        }
    }

    /// The format whose main part is there; nil when there is none.
    init?(types: ContentTypes, names: Set<String>) {
        let found = Self.allCases.first { $0.mainPart(types: types, names: names) != nil }
        guard let found else { return nil }
        self = found
    }

    private func mainPart(types: ContentTypes, names: Set<String>) -> String? {
        if names.contains(usual.main) { return usual.main }
        return types.parts(".main+xml").first { $0.hasPrefix(usual.folder) && names.contains($0) }
    }

    func body(
        of archive: ZipArchive, names: Set<String>, types: ContentTypes, in context: ReadingContext
    ) throws(UnreadableFile) -> Body {
        let files = archive.files { name in
            name.hasSuffix(".xml") && (name.hasPrefix(usual.folder) || name.hasPrefix("docProps/"))
                || name.hasSuffix(".rels")
        }
        if files.isEncrypted { throw UnreadableFile("the document is encrypted with a password") }
        guard let main = mainPart(types: types, names: names), files.contents[main] != nil else {
            throw UnreadableFile("the file is damaged: its main part cannot be unpacked")
        }
        let parts = OfficeParts(files: files, main: main, context: context)
        var body: Body
        switch self {
        case .word: body = WordReader.body(of: parts)
        case .workbook: body = WorkbookReader.body(of: parts)
        case .presentation: body = PresentationReader.body(of: parts)
        }
        body.mediaType = rawValue
        let properties = DublinCoreHandler(subjectsAreTags: false)
        _ = parts.scan("docProps/core.xml", into: properties)
        body.metadata = properties.metadata
        body.notices = parts.notices
        return body
    }
}
