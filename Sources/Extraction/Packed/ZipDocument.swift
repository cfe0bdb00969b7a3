/// Reads the documents that are packed as a ZIP: Office Open XML, OpenDocument and EPUB.
enum ZipDocument {
    static func body(of bytes: [UInt8], in context: ReadingContext) throws(UnreadableFile) -> Body {
        let archive = ZipArchive(bytes, budget: context.budget)
        let names = Set(archive.names())
        // The types of the parts and what a publisher says the whole is.
        let labels = archive.files { $0 == "mimetype" || $0 == ContentTypes.name }
        let type = labels.contents["mimetype"].map { String(decoding: $0.prefix(200), as: UTF8.self).trimmed } ?? ""
        if type == "application/epub+zip" || names.contains(EPUBReader.containerName) {
            return try EPUBReader.body(of: archive, in: context)
        }
        if type.hasPrefix("application/vnd.oasis.opendocument")
            || names.isSuperset(of: ["content.xml", "META-INF/manifest.xml"])
        {
            return try OpenDocumentReader.body(of: archive, mediaType: type, in: context)
        }
        let types = ContentTypes(labels.contents[ContentTypes.name] ?? [], in: context)
        if let format = OfficeFormat(types: types, names: names) {
            return try format.body(of: archive, names: names, types: types, in: context)
        }
        throw UnreadableFile(BinaryKind.zip.reasonToSkip)
    }
}
