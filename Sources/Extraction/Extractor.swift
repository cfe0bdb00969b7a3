/// Turns the bytes of a file into the text to search and what the file says about itself.
///
/// Reads no files and keeps no state: several threads may use one, and the same bytes and name always give the same.
package struct Extractor: Sendable {
    /// An extractor; there is nothing to configure.
    package init() {}

    /// The document in `bytes`, or why there is none.
    ///
    /// `name` is the file's name or path in bytes; its extension says Markdown or HTML, and its stem is the last resort
    /// for a title. A text file that begins with `<html` is HTML, one that begins with YAML front matter is Markdown.
    /// Never fails and takes time in proportion to the bytes, whatever they are.
    package func extract(_ bytes: [UInt8], name: [UInt8]) -> Extraction {
        if let reason = SkipReason(bytes) { return .skipped(reason) }
        let source = Self.withPlainLineEnds(bytes)
        var format = TextFormat(of: source, fileExtension: FileName(name).fileExtension)
        var notices: [String] = []
        var frontMatter: FrontMatter?
        switch FrontMatter.read(source) {
        case .absent: break
        case .unreadable(let notice): notices.append(notice)
        case .present(let read):
            frontMatter = read
            if format == .plain { format = .markdown }
        }
        let bodyOffset = frontMatter?.bodyOffset ?? 0
        if let obstacle = Self.obstacle(toReading: source, from: bodyOffset, as: format) {
            notices.append("cannot read the file as \(format.rawValue): \(obstacle); it is searched as it is written")
            format = .plain
        }

        let body = Body(source, format: format, frontMatter: frontMatter)
        let metadata = (frontMatter?.metadata ?? DocumentMetadata()).filled(from: body.metadata)
        return .document(
            ExtractedDocument(
                title: metadata.title ?? body.firstHeading ?? TitleFinder.firstLine(of: body.text)
                    ?? TitleFinder.title(ofFileName: name),
                author: metadata.author,
                dateSeconds: metadata.dateSeconds,
                tags: metadata.tags,
                language: metadata.language,
                mediaType: format.rawValue,
                encoding: "UTF-8",
                text: body.text,
                lineMap: body.lineMap,
                notices: notices))
    }

    /// Why the body is not given to the parser of its format; nil when it is.
    private static func obstacle(toReading source: [UInt8], from offset: Int, as format: TextFormat) -> String? {
        if let limit = format.limit, source.count > limit.bytes { return "it is longer than \(limit.name)" }
        guard format == .markdown else { return nil }
        return source.withUnsafeBufferPointer {
            MarkdownHazard(of: UnsafeBufferPointer(rebasing: $0[offset...]))?.rawValue
        }
    }

    /// Without a byte order mark, and with "\n" for "\r\n" and "\r". The bytes themselves, not copied, when they are so.
    private static func withPlainLineEnds(_ bytes: [UInt8]) -> [UInt8] {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        guard var carriageReturn = bytes.firstOffset(of: 0x0D) else { return hasMark ? Array(bytes[3...]) : bytes }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var start = hasMark ? 3 : 0
        while true {
            plain += bytes[start..<carriageReturn]
            plain.append(0x0A)
            start = carriageReturn + 1
            if start < bytes.count, bytes[start] == 0x0A { start += 1 }
            guard let next = bytes.firstOffset(of: 0x0D, from: start) else { break }
            carriageReturn = next
        }
        plain += bytes[start...]
        return plain
    }
}
