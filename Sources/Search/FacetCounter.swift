internal import Analysis
internal import IndexSchema
internal import XapianIndex

/// Counts the values of fields among documents, by going through the posting lists of the fields' terms.
struct FacetCounter {
    let reader: TextReader

    /// The values of a field that are told; nobody reads more.
    static let mostValues = 20

    private struct Counted {
        /// Without the prefix.
        var term: [UInt8]
        var count: Int
        /// A document that has it.
        var document: DocumentID
    }

    /// - Parameter isExact: the documents are exactly those that match.
    ///
    /// Throws: `IndexError`, `DocumentRecordError`. When the deadline passes, what was counted so far is no longer exact.
    func facet(_ field: Facet.Field, of documents: DocumentSet, isExact: Bool) throws -> Facet {
        var facet = Facet(field: field, values: [], isExact: isExact)
        var top: [Counted] = []
        do {
            try count(field, documents, &top)
            facet.values = try top.map { Facet.Value(value: try spelling($0, field), count: $0.count) }
        } catch is DeadlinePassed {
            facet.isExact = false
            facet.values = top.map { Facet.Value(value: String(decoding: $0.term, as: UTF8.self), count: $0.count) }
        }
        return facet
    }

    /// Finds the most frequent values, in the order in which they are told.
    private func count(_ field: Facet.Field, _ documents: DocumentSet, _ top: inout [Counted]) throws {
        let prefix = Array(field.prefix.utf8)
        guard documents.count > 0 else { return }
        var terms = try reader.index.terms(startingWith: prefix)
        while let element = try terms.next() {
            // Terms ascend, so one that can only be as frequent as the last comes behind it.
            if top.count == Self.mostValues, element.frequency <= top[top.count - 1].count { continue }
            try DeadlinePassed.check(reader.deadline)
            var counted = Counted(term: Array(element.term.dropFirst(prefix.count)), count: 0, document: 0)
            var postings = try reader.index.documents(containing: element.term)
            while let id = try postings.next() {
                guard documents.contains(id) else { continue }
                if counted.count == 0 { counted.document = id }
                counted.count += 1
            }
            guard counted.count > 0 else { continue }
            let place = top.firstIndex { $0.count < counted.count } ?? top.count
            top.insert(counted, at: place)
            if top.count > Self.mostValues { top.removeLast() }
        }
    }

    /// The value as a document spells it: terms are folded.
    private func spelling(_ counted: Counted, _ field: Facet.Field) throws -> String {
        let folded = String(decoding: counted.term, as: UTF8.self)
        guard field == .author || field == .tag else { return folded }
        try DeadlinePassed.check(reader.deadline)
        let record = try reader.text(counted.document).record()
        let spellings = field == .author ? record.author.map { [$0] } ?? [] : record.tags
        return spellings.first { term(of: $0) == counted.term } ?? folded
    }

    /// What the index makes of a value that is a term as a whole.
    private func term(of value: String) -> [UInt8] {
        Term.fitting(reader.folder.fold(value.utf8).bytes.filter { $0 >= 0x20 })
    }
}

extension Facet.Field {
    fileprivate var prefix: String {
        switch self {
        case .author: TermPrefix.wholeAuthor
        case .tag: TermPrefix.tag
        case .type: TermPrefix.mediaType
        case .year: TermPrefix.year
        }
    }
}
