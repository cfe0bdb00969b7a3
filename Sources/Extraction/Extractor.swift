package import Documents
internal import Encodings

/// Turns the bytes of a file into the text to search and what the file says about itself.
///
/// Reads no files and keeps no state: several threads may use one, and the same bytes, name and hints always give the same.
package struct Extractor: Sendable {
    package var limits: ExtractionLimits

    package init(limits: ExtractionLimits = ExtractionLimits()) {
        self.limits = limits
    }

    /// The document in `bytes`, or why there is none.
    ///
    /// `name` is the file's name or path in bytes; where the content leaves it open, its extension says what the file is,
    /// and its stem is the last resort for a title. Never fails and takes time in proportion to the bytes, whatever they are.
    package func extract(_ bytes: [UInt8], name: [UInt8], hints: EncodingHints = EncodingHints()) -> Extraction {
        extract(bytes, in: ReadingContext(name: name, hints: hints, limits: limits))
    }

    /// - Parameter declared: the encoding that a container names for the bytes.
    func extract(_ bytes: [UInt8], in context: ReadingContext, declared: String? = nil) -> Extraction {
        let fileExtension = FileName(context.name).fileExtension
        if let compression = Compression(of: bytes) { return compression.extraction(of: bytes, in: context) }
        if let format = PackedFormat(of: bytes, fileExtension: fileExtension) {
            do throws(UnreadableFile) {
                let body = try format.read(bytes, in: context)
                return document(body, mediaType: format.rawValue, in: context)
            } catch {
                return .skipped(reason: error.reason)
            }
        }
        if let kind = BinaryKind(unmistakable: bytes) { return .skipped(reason: kind.reasonToSkip) }
        switch context.decoder.decode(bytes, declared: declared, hints: context.hints) {
        case .undecided: return .undecidedEncoding
        case .notText: return .skipped(reason: BinaryKind.reasonToSkip(bytes))
        case .text(let decoded): return text(decoded, fileExtension: fileExtension, in: context)
        }
    }

    // MARK: Text

    private func text(_ decoded: DecodedText, fileExtension: String, in context: ReadingContext) -> Extraction {
        let source = decoded.text.withPlainLineEnds
        var format = TextFormat(of: source, fileExtension: fileExtension)
        var notices: [String] = []
        if let notice = Self.notice(ofReplacementsIn: decoded) { notices.append(notice) }
        var frontMatter: FrontMatter?
        switch format.mayHaveFrontMatter ? FrontMatter.read(source) : .absent {
        case .absent: break
        case .unreadable(let notice): notices.append(notice)
        case .present(let read):
            frontMatter = read
            if format == .plain { format = .markdown }
        }
        let offset = frontMatter?.bodyOffset ?? 0
        if let obstacle = Self.obstacle(toReading: source, from: offset, as: format) {
            notices.append("cannot read the file as \(format.mediaType): \(obstacle); it is searched as it is written")
            format = .plain
        }
        var body = format.read(source, from: offset, linesBefore: frontMatter?.lineCount ?? 0)
        if let frontMatter { body.metadata = frontMatter.metadata.filled(from: body.metadata) }
        body.notices = notices + body.notices
        return document(body, mediaType: format.mediaType, encoding: decoded.encoding, in: context)
    }

    /// Said when the encoding is likely to be another than was taken. A few broken characters in a long text are not
    /// worth a notice; in a short one they are a good part of it.
    static func notice(ofReplacementsIn decoded: DecodedText) -> String? {
        let count = decoded.replacementCount
        guard count >= 5 || count > 0 && decoded.text.count < 200 else { return nil }
        return count == 1
            ? "1 place of the text could not be decoded as \(decoded.encoding.name); it is shown as \u{FFFD}"
            : "\(count) places of the text could not be decoded as \(decoded.encoding.name); they are shown as \u{FFFD}"
    }

    /// Why the body is not given to the parser of its format; nil when it is.
    private static func obstacle(toReading source: [UInt8], from offset: Int, as format: TextFormat) -> String? {
        if let limit = format.limit, source.count > limit.bytes { return "it is longer than \(limit.name)" }
        switch format {
        case .markdown, .mdx:
            return source.withUnsafeBufferPointer {
                MarkdownHazard(of: UnsafeBufferPointer(rebasing: $0[offset...]))?.rawValue
            }
        case .json, .jsonLines: return JSONReader.canRead(source) ? nil : "it does not begin as JSON"
        default: return nil
        }
    }

    // MARK: The document

    /// A mail of 10,000 attachments may have a notice for each.
    private static let noticeLimit = 20

    private static func few(_ notices: [String]) -> [String] {
        guard notices.count > noticeLimit else { return notices }
        let over = notices.count - noticeLimit + 1
        return notices.prefix(noticeLimit - 1) + ["there are \(over) notices more"]
    }

    private func document(
        _ body: Body, mediaType: String, encoding: EncodingDecision? = nil, in context: ReadingContext
    ) -> Extraction {
        let body = body.cut(to: context.limits.textBytes)
        let metadata = body.metadata
        let firstLine = body.isTitledByFirstLine ? TitleFinder.firstLine(of: body.text) : nil
        return .document(
            ExtractedDocument(
                title: metadata.title ?? body.firstHeading ?? firstLine
                    ?? TitleFinder.title(ofFileName: context.name),
                author: metadata.author,
                dateSeconds: metadata.dateSeconds,
                tags: metadata.tags,
                language: metadata.language,
                mediaType: body.mediaType ?? mediaType,
                encoding: encoding?.name,
                encodingConfidence: encoding.flatMap { $0.confidence < 1 ? $0.confidence : nil },
                text: body.text,
                places: body.places,
                notices: Self.few(body.notices)))
    }
}
