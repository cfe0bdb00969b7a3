internal import Analysis
internal import IndexSchema
internal import Queries
internal import XapianIndex

/// The engine's queries for filters, each made once. They add no weight.
final class FilterQueries {
    private let reader: IndexReader
    private var queries: [Filter: IndexQuery] = [:]
    private var passing: [Filter: DocumentSet] = [:]

    /// The main types of MIME: `type:text` means these and no part of a subtype, such as OpenDocument's `text`.
    private static let mainTypes: Set<String> = [
        "application", "audio", "font", "image", "message", "model", "multipart", "text", "video",
    ]

    init(_ reader: IndexReader) {
        self.reader = reader
    }

    /// The documents that pass the filter, all of them and no others.
    func query(_ filter: Filter) throws(IndexError) -> IndexQuery {
        if let known = queries[filter] { return known }
        let query = try make(filter).scaled(by: 0)
        queries[filter] = query
        return query
    }

    /// The term that the documents have that pass the filter, and no others; nil when it is more than one.
    func term(_ filter: Filter) -> [UInt8]? {
        switch filter {
        case .tag(let tag): Self.term(TermPrefix.tag, tag)
        case .fileExtension(let name): Self.term(TermPrefix.fileExtension, name)
        case .language, .mediaType, .folder, .date, .size: nil
        }
    }

    /// True when the filter lets a document pass. All that pass are found at once when it is first asked: to ask the
    /// engine for each document costs as much as to look at its text.
    func passes(_ id: DocumentID, _ filter: Filter) throws(IndexError) -> Bool {
        if let known = passing[filter] { return known.contains(id) }
        let matches = try reader.search(query(filter), count: reader.documentCount, order: .documentID).matches
        let documents = DocumentSet(matches.map(\.documentID))
        passing[filter] = documents
        return documents.contains(id)
    }

    private func make(_ filter: Filter) throws(IndexError) -> IndexQuery {
        switch filter {
        case .tag(let tag): .term(Self.term(TermPrefix.tag, tag))
        case .fileExtension(let name): .term(Self.term(TermPrefix.fileExtension, name))
        case .language(let name): try anyTerm(TermPrefix.language) { Self.isLanguage($0, name) }
        case .mediaType(let wanted): try anyTerm(TermPrefix.mediaType) { Self.isMediaType($0, wanted) }
        case .folder(let path): .or([.term(UniqueTerm.folder(path)), .term(UniqueTerm.path(path))])
        case .date(let range): values(ValueSlot.date, range)
        case .size(let range): values(ValueSlot.size, range)
        }
    }

    private static func term(_ prefix: String, _ value: [UInt8]) -> [UInt8] {
        Array(prefix.utf8) + Term.fitting(value)
    }

    /// The documents with a term of a field that is wanted. For fields with few terms.
    private func anyTerm(_ prefix: String, _ isWanted: ([UInt8]) -> Bool) throws(IndexError) -> IndexQuery {
        var found: [IndexQuery] = []
        var terms = try reader.terms(startingWith: Array(prefix.utf8))
        while let element = try terms.next() {
            if isWanted(Array(element.term.dropFirst(prefix.utf8.count))) { found.append(.term(element.term)) }
        }
        return .or(found)
    }

    private func values(_ slot: UInt32, _ range: NumberRange) -> IndexQuery {
        let lower = range.lower.map { SortableNumber.bytes(Double($0)) }
        let upper = range.upper.map { SortableNumber.bytes(Double($0)) }
        return switch (lower, upper) {
        case (nil, nil): .matchAll
        case (let lower?, nil): .valueAtLeast(slot, lower)
        case (nil, let upper?): .valueAtMost(slot, upper)
        case (let lower?, let upper?): .valueRange(slot, lower, upper)
        }
    }

    /// `zh` is `zh` and `zh-cn`.
    private static func isLanguage(_ language: [UInt8], _ wanted: [UInt8]) -> Bool {
        language == wanted || language.starts(with: wanted + [UInt8(ascii: "-")])
    }

    /// `word` is a part of `application/msword` and of `…wordprocessingml.document`, but `xml` is none of
    /// `…openxmlformats…`: a part is a piece between marks, or what such a piece begins or ends with.
    private static func isMediaType(_ type: [UInt8], _ wanted: [UInt8]) -> Bool {
        let type = String(decoding: type, as: UTF8.self).lowercased()
        var wanted = String(decoding: wanted, as: UTF8.self)
        if wanted.hasSuffix("/*") { wanted.removeLast(2) } else if wanted.contains("/") { return type == wanted }
        let parts = type.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, !Self.mainTypes.contains(wanted) else { return parts.first.map(String.init) == wanted }
        return parts[1].split { ".+-".contains($0) }.contains { $0.hasPrefix(wanted) || $0.hasSuffix(wanted) }
    }
}
