internal import Analysis
internal import Documents
internal import FileWatching
internal import Glibc
internal import IndexSchema
internal import XapianIndex

/// Makes of a file's text and facts what the index keeps of it. Belongs to one thread.
final class DocumentAnalyzer {
    /// How much a word of the title counts in the body, beside its standing there.
    private static let titleWeight = 2

    /// What the engine takes in memory for each distinct term of a document: its map and the inverter's.
    private static let bytesPerTerm = 320
    /// How much of a long text is counted at a time.
    private static let longestPieceBytes = 4 << 20
    /// The blocks that tell how many terms a block of the text has.
    private static let sampledBlocks = 16
    /// What is looked at on each side of the place where a piece ends within a paragraph.
    private static let seamBytes = 128

    private let accumulator: TermAccumulator
    private let folder: TextFolder
    private let titlePinyin: TitlePinyin
    private let layout: TextBlockLayout
    /// The distinct terms of a text's body; a text with more is cut.
    private let mostTerms: Int
    /// The folder of the last document, and the terms that a document has because of it: the next is in the same as a rule.
    private var lastFolder: (path: [UInt8], terms: TermList) = ([], TermList())

    /// - Parameter memoryBytes: what a document's terms may take within the engine.
    init(
        _ analyzer: Analyzer, memoryBytes: Int, layout: TextBlockLayout = TextBlockLayout()
    ) throws(AnalysisError) {
        accumulator = try analyzer.makeAccumulator()
        folder = try analyzer.makeFolder()
        titlePinyin = analyzer.titlePinyin
        self.layout = layout
        mostTerms = max(1, memoryBytes / Self.bytesPerTerm)
    }

    /// - Parameters:
    ///   - encoding: how the file's has to do with that of others.
    ///   - document: overwritten; one that is used again keeps its buffers.
    ///
    /// Throws: when the record cannot be stored.
    func analyze(
        _ extracted: ExtractedDocument, of file: ScannedFile, encoding: FileFacts.Encoding = .alone,
        into document: inout AnalyzedDocument
    ) throws(DocumentRecordError) {
        document.terms.removeAll()
        document.notices = extracted.notices
        if extracted.text.count > layout.wholeBytes {
            addLongBody(extracted, of: file, to: &document)
        } else {
            addBodyTerms(extracted, to: &document.terms)
            document.longText = nil
            document.textByteCount = extracted.text.count
        }
        addFieldTerms(extracted, to: &document.terms)
        addPathTerms(file.path, to: &document.terms)
        let record = record(extracted, of: file, document.longText)
        addDateTerms(record.sortedDateSeconds, to: &document.terms)
        document.facts = FileFacts(file, encoding: encoding, textByteCount: document.textByteCount)
        document.values = record.values + [(ValueSlot.facts, document.facts.encoded)]
        document.data = try record.encoded(text: document.longText == nil ? extracted.text : [])
    }

    private func addBodyTerms(_ extracted: ExtractedDocument, to terms: inout TermList) {
        accumulator.add(extracted.text)
        addTitle(extracted)
        terms.append(drained: accumulator)
    }

    private func addTitle(_ extracted: ExtractedDocument) {
        accumulator.add(extracted.title.utf8, weight: Self.titleWeight)
    }

    // MARK: Long texts

    /// Counts a long text piece by piece, so that its terms are all that is held of it beside itself.
    private func addLongBody(_ extracted: ExtractedDocument, of file: ScannedFile, to document: inout AnalyzedDocument)
    {
        let text = extracted.text
        var cuts = text.withUnsafeBufferPointer { layout.cut($0) }
        // A byte of text gives a term at most, so the first piece has never too many.
        let pieceBytes = min(Self.longestPieceBytes, mostTerms)
        var start = 0
        while start < cuts.count {
            let range = piece(from: start, pieceBytes, cuts)
            let bytes = text[cuts[range.lowerBound].range.lowerBound..<cuts[range.upperBound - 1].range.upperBound]
            var terms = TermList()
            accumulator.add(bytes)
            if start == 0 { addTitle(extracted) }
            terms.append(drained: accumulator)
            if start > 0, !cuts[start - 1].endsParagraph { terms.merge(seamTerms(at: bytes.startIndex, in: text)) }
            terms.merge(document.terms)
            if terms.count > mostTerms, start > 0 {
                document.notices.append(
                    "only the first \(bytes.startIndex) bytes of the text are searched: it has more than \(mostTerms) "
                        + "different terms (index.memory_bytes)"
                )
                cuts.removeSubrange(start...)
                break
            }
            document.terms = terms
            start = range.upperBound
        }
        document.textByteCount = cuts.last?.range.upperBound ?? 0
        document.longText = LongText(
            path: file.path, text: text, cuts: cuts, places: StoredPlaces(extracted.places),
            filterBits: filter(text, cuts))
    }

    /// The blocks from one on that are counted together: at least one.
    private func piece(from start: Int, _ bytes: Int, _ cuts: [TextBlockLayout.Cut]) -> Range<Int> {
        var end = start + 1
        while end < cuts.count, cuts[end].range.upperBound - cuts[start].range.lowerBound <= bytes { end += 1 }
        return start..<end
    }

    /// The terms that cross an offset, where the text was cut within a paragraph: what the text on both sides has beyond
    /// what each side has for itself.
    private func seamTerms(at offset: Int, in text: [UInt8]) -> TermList {
        func characterStart(_ offset: Int) -> Int {
            var at = offset
            while at > 0, at < text.count, text[at] & 0xC0 == 0x80 { at -= 1 }
            return at
        }
        func terms(_ range: Range<Int>) -> TermList {
            accumulator.add(text[range])
            var terms = TermList()
            terms.append(drained: accumulator)
            return terms
        }
        let start = characterStart(max(0, offset - Self.seamBytes))
        let end = characterStart(min(text.count, offset + Self.seamBytes))
        var apart = terms(start..<offset)
        apart.merge(terms(offset..<end))
        return terms(start..<end).subtracting(apart)
    }

    /// The filter over the windows of a text's blocks.
    private func filter(_ text: [UInt8], _ cuts: [TextBlockLayout.Cut]) -> BlockFilterBits {
        func forEachTerm(ofBlock index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
            accumulator.add(text[layout.window(index, of: cuts, in: text)])
            accumulator.drain { term, _ in body(term) }
        }
        var termsPerBlock = 0
        for index in stride(from: 0, to: cuts.count, by: max(1, cuts.count / Self.sampledBlocks)) {
            var count = 0
            forEachTerm(ofBlock: index) { _ in count += 1 }
            termsPerBlock = max(termsPerBlock, count)
        }
        var bits = BlockFilterBits(BlockFilter(blockCount: cuts.count, termsPerBlock: termsPerBlock))
        for index in cuts.indices { forEachTerm(ofBlock: index) { bits.insert($0, block: index) } }
        return bits
    }

    // MARK: Fields

    private func addFieldTerms(_ extracted: ExtractedDocument, to terms: inout TermList) {
        accumulator.add(extracted.title.utf8)
        accumulator.drain { terms.append(prefix: TermPrefix.title, $0, frequency: $1) }
        addBooleanTerm(TermPrefix.wholeTitle, folded: Array(extracted.title.utf8), to: &terms)
        folder.withFoldedBytes(of: extracted.title.utf8) { title in
            for entry in titlePinyin.entries(of: title) {
                terms.append(prefix: TermPrefix.pinyin, entry.syllables, frequency: 0)
                terms.append(prefix: TermPrefix.pinyinInitials, entry.initials, frequency: 0)
            }
        }
        if let author = extracted.author {
            accumulator.add(author.utf8)
            accumulator.drain { terms.append(prefix: TermPrefix.author, $0, frequency: $1) }
            addBooleanTerm(TermPrefix.wholeAuthor, folded: Array(author.utf8), to: &terms)
        }
        for tag in extracted.tags { addBooleanTerm(TermPrefix.tag, folded: Array(tag.utf8), to: &terms) }
        terms.append(prefix: TermPrefix.mediaType, extracted.mediaType.utf8, frequency: 0)
        if let language = extracted.language {
            // `zh_CN` and `zh-CN` are one language.
            let hyphened = language.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }
            addBooleanTerm(TermPrefix.language, folded: hyphened, to: &terms)
        }
    }

    /// The terms that a document has because of its path.
    func pathTerms(_ path: [UInt8]) -> TermList {
        var terms = TermList()
        addPathTerms(path, to: &terms)
        return terms
    }

    private func addPathTerms(_ path: [UInt8], to terms: inout TermList) {
        terms.append(UniqueTerm.path(path), frequency: 0)
        let slash = UInt8(ascii: "/")
        let folderEnd = path.lastIndex(of: slash) ?? 0
        if path[..<folderEnd] != lastFolder.path[...] {
            lastFolder = (Array(path[..<folderEnd]), TermList())
            addPathText(path[..<folderEnd], to: &lastFolder.terms)
            for end in path.indices where path[end] == slash {
                lastFolder.terms.append(UniqueTerm.folder(path[..<max(end, 1)]), frequency: 0)
            }
        }
        terms.append(others: lastFolder.terms)
        // A slash ends whatever is before it, so that a path's text is that of its folder and that of its name.
        addPathText(path[folderEnd...], to: &terms)
        let name = path[folderEnd...].drop { $0 == slash }
        if let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex, dot < name.endIndex - 1 {
            addBooleanTerm(TermPrefix.fileExtension, folded: Array(name[(dot + 1)...]), to: &terms)
        }
    }

    private func addPathText(_ path: ArraySlice<UInt8>, to terms: inout TermList) {
        accumulator.add(String(decoding: path, as: UTF8.self).utf8)
        // Without a frequency: a long path does not make a long document.
        accumulator.drain { term, _ in terms.append(prefix: TermPrefix.pathText, term, frequency: 0) }
    }

    private func addDateTerms(_ seconds: Int64, to terms: inout TermList) {
        var time = time_t(seconds)
        var date = tm()
        // A date that a document gives itself may be of any year; terms are for those of four digits.
        guard gmtime_r(&time, &date) != nil, (0...9999).contains(Int(date.tm_year) + 1900) else { return }
        let year = digits(Int(date.tm_year) + 1900, 4)
        let month = year + digits(Int(date.tm_mon) + 1, 2)
        terms.append(prefix: TermPrefix.year, year.utf8, frequency: 0)
        terms.append(prefix: TermPrefix.month, month.utf8, frequency: 0)
        terms.append(prefix: TermPrefix.day, (month + digits(Int(date.tm_mday), 2)).utf8, frequency: 0)
    }

    private func digits(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Adds what folds to something as one term. Bytes that are not UTF-8 are repaired first, as a query's are. Control
    /// characters are left out: the engine stores a zero byte as two, and YAML can write as many as it likes (`"\0"`).
    private func addBooleanTerm(_ prefix: String, folded bytes: [UInt8], to terms: inout TermList) {
        let term = folder.fold(Array(String(decoding: bytes, as: UTF8.self).utf8)).bytes.filter { $0 >= 0x20 }
        if !term.isEmpty { terms.append(prefix: prefix, Term.fitting(term), frequency: 0) }
    }

    private func record(_ extracted: ExtractedDocument, of file: ScannedFile, _ longText: LongText?) -> DocumentRecord {
        let places = StoredPlaces(extracted.places)
        return DocumentRecord(
            path: file.path, title: extracted.title, author: extracted.author, dateSeconds: extracted.dateSeconds,
            tags: extracted.tags, language: extracted.language, mediaType: extracted.mediaType,
            encoding: extracted.encoding, encodingConfidence: extracted.encodingConfidence, sizeBytes: file.sizeBytes,
            modifiedNanoseconds: file.modifiedNanoseconds, inode: file.inode, device: file.device,
            places: longText == nil ? places : places.kind,
            longText: longText.map { longText in
                DocumentRecord.LongText(
                    byteCount: longText.cuts.last?.range.upperBound ?? 0, bytesBefore: layout.bytesBefore,
                    bytesAfter: layout.bytesAfter, filter: longText.filterBits.filter, checksum: longText.checksum)
            })
    }
}

extension StoredPlaces {
    fileprivate init(_ places: TextPlaces) {
        switch places {
        case .lines(let map): self = .lines(map.pairs)
        case .pages(let starts): self = .pages(starts)
        case .none: self = .none
        }
    }
}
