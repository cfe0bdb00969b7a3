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

    private let accumulator: TermAccumulator
    private let folder: TextFolder

    init(_ analyzer: Analyzer) throws(AnalysisError) {
        accumulator = try analyzer.makeAccumulator()
        folder = try analyzer.makeFolder()
    }

    /// - Parameter document: overwritten; one that is used again keeps its buffers.
    ///
    /// Throws: when the record cannot be stored.
    func analyze(
        _ extracted: ExtractedDocument, of file: ScannedFile, into document: inout AnalyzedDocument
    ) throws(DocumentRecordError) {
        document.terms.removeAll()
        addBodyTerms(extracted, to: &document.terms)
        addFieldTerms(extracted, to: &document.terms)
        addPathTerms(file.path, to: &document.terms)
        let dateSeconds = extracted.dateSeconds ?? file.modifiedNanoseconds / 1_000_000_000
        addDateTerms(dateSeconds, to: &document.terms)
        document.values = [
            (ValueSlot.date, SortableNumber.bytes(Double(dateSeconds))),
            (ValueSlot.modified, SortableNumber.bytes(Double(file.modifiedNanoseconds) / 1e9)),
            (ValueSlot.size, SortableNumber.bytes(Double(file.sizeBytes))),
            (ValueSlot.path, Array(file.path.prefix(ValueSlot.longestPathBytes))),
        ]
        document.textByteCount = extracted.text.count
        document.data = try record(extracted, of: file).encoded(text: extracted.text)
    }

    private func addBodyTerms(_ extracted: ExtractedDocument, to terms: inout TermList) {
        accumulator.add(extracted.text)
        accumulator.add(extracted.title.utf8, weight: Self.titleWeight)
        accumulator.drain { terms.append($0, frequency: $1) }
    }

    private func addFieldTerms(_ extracted: ExtractedDocument, to terms: inout TermList) {
        accumulator.add(extracted.title.utf8)
        accumulator.drain { terms.append(prefix: TermPrefix.title, $0, frequency: $1) }
        if let author = extracted.author {
            accumulator.add(author.utf8)
            accumulator.drain { terms.append(prefix: TermPrefix.author, $0, frequency: $1) }
        }
        for tag in extracted.tags { addBooleanTerm(TermPrefix.tag, folded: Array(tag.utf8), to: &terms) }
        terms.append(prefix: TermPrefix.mediaType, extracted.mediaType.utf8, frequency: 0)
        if let language = extracted.language {
            addBooleanTerm(TermPrefix.language, folded: Array(language.utf8), to: &terms)
        }
    }

    private func addPathTerms(_ path: [UInt8], to terms: inout TermList) {
        terms.append(UniqueTerm.path(path), frequency: 0)
        let slash = UInt8(ascii: "/")
        for end in path.indices where path[end] == slash {
            terms.append(UniqueTerm.folder(path[..<max(end, 1)]), frequency: 0)
        }
        let name = path[((path.lastIndex(of: slash) ?? -1) + 1)...]
        if let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex, dot < name.endIndex - 1 {
            addBooleanTerm(TermPrefix.fileExtension, folded: Array(name[(dot + 1)...]), to: &terms)
        }
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

    private func record(_ extracted: ExtractedDocument, of file: ScannedFile) -> DocumentRecord {
        let lines = if case .lines(let map) = extracted.places { map.pairs } else { [Int]() }
        return DocumentRecord(
            path: file.path, title: extracted.title, author: extracted.author, dateSeconds: extracted.dateSeconds,
            tags: extracted.tags, language: extracted.language, mediaType: extracted.mediaType,
            encoding: extracted.encoding ?? "", sizeBytes: file.sizeBytes,
            modifiedNanoseconds: file.modifiedNanoseconds,
            inode: file.inode, device: file.device, lines: lines)
    }
}
