internal import Documents

/// Reads books in EPUB: the chapters in reading order.
enum EPUBReader {
    static let containerName = "META-INF/container.xml"

    static func body(of archive: ZipArchive, in context: ReadingContext) throws(UnreadableFile) -> Body {
        let labels = archive.files { $0 == containerName || $0.hasSuffix(".opf") }
        let container = ContainerHandler()
        if let bytes = labels.contents[containerName] { _ = XMLScanner.scan(bytes, in: context, into: container) }
        let named = container.packages.first { labels.contents[$0] != nil }
        guard let packageName = named ?? labels.contents.keys.filter({ $0.hasSuffix(".opf") }).min(),
            let packageBytes = labels.contents[packageName]
        else { throw UnreadableFile("the file is damaged: the book has no list of its chapters") }

        let package = PackageHandler()
        let isPackageWhole = XMLScanner.scan(packageBytes, in: context, into: package)
        let chapters = package.chapters.map { PartName.resolve($0, in: packageName) }
        let wanted = Set(chapters)
        let files = archive.files { wanted.contains($0) || $0 == "META-INF/encryption.xml" }
        if files.isEncrypted { throw UnreadableFile("the book is encrypted") }

        var text = PackedText()
        var heading: String?
        var missing: [String] = []
        var unreadable: [String] = []
        for name in chapters {
            guard let bytes = files.contents[name] else {
                missing.append(name)
                continue
            }
            // Whatever its name ends in, a chapter is XHTML.
            switch context.extract(inner: bytes, name: Array("\(name).xhtml".utf8)) {
            case .document(let chapter):
                text.appendPart(chapter.text)
                if heading == nil, !chapter.text.isEmpty { heading = chapter.title }
            case .skipped, .undecidedEncoding: unreadable.append(name)
            }
        }
        if text.bytes.isEmpty, !unreadable.isEmpty, files.contents["META-INF/encryption.xml"] != nil {
            throw UnreadableFile("the book is encrypted")
        }
        var body = Body(text: text.bytes, places: .none, metadata: package.properties.metadata, firstHeading: heading)
        body.mediaType = "application/epub+zip"
        if files.isOverBudget {
            body.notices.append(Notice.overBudget(context.budget))
        } else {
            if !isPackageWhole || files.isDamaged || labels.isDamaged { body.notices.append(Notice.damaged) }
            body.notices += notices(missing, "missing from the book") + notices(unreadable, "not text")
        }
        return body
    }

    private static func notices(_ names: [String], _ trouble: String) -> [String] {
        guard let first = names.first else { return [] }
        return [
            names.count == 1
                ? "the chapter '\(first)' is \(trouble)"
                : "\(names.count) chapters are \(trouble), the first is '\(first)'"
        ]
    }

    /// Finds the lists of chapters.
    private final class ContainerHandler: XMLHandler {
        private(set) var packages: [String] = []

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            guard name == "rootfile", let path = attributes["full-path"] else { return }
            packages += [path, PartName.unescaped(path)]
        }

        func end(_ name: XMLName) {}
        func characters(_ piece: UnsafeBufferPointer<UInt8>) {}
    }

    /// Reads the list of the book's files, their order, and what the book says about itself.
    private final class PackageHandler: XMLHandler {
        let properties = DublinCoreHandler()
        private var files: [String: String] = [:]
        private var order: [String] = []

        /// References, in reading order, each once.
        var chapters: [String] {
            var seen: Set<String> = []
            return order.compactMap { files[$0] }.filter { seen.insert($0).inserted }
        }

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            switch name {
            case "item": if let id = attributes["id"], let reference = attributes["href"] { files[id] = reference }
            case "itemref": if let id = attributes["idref"] { order.append(id) }
            default: break
            }
            properties.start(name, attributes)
        }

        func end(_ name: XMLName) {
            properties.end(name)
        }

        func characters(_ piece: UnsafeBufferPointer<UInt8>) {
            properties.characters(piece)
        }
    }
}
