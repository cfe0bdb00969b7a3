import SystemPackage
import XapianIndex

/// What a test puts into a document.
struct SampleDocument {
    var terms: [(term: String, frequency: UInt32)] = []
    var booleanTerms: [String] = []
    var values: [(slot: UInt32, value: [UInt8])] = []
    var data: [UInt8] = []

    func document() -> IndexDocument {
        var document = IndexDocument()
        for (term, frequency) in terms {
            Array(term.utf8).withUnsafeBufferPointer { document.addTerm($0, frequency: frequency) }
        }
        for term in booleanTerms { Array(term.utf8).withUnsafeBufferPointer { document.addBooleanTerm($0) } }
        for (slot, value) in values { value.withUnsafeBufferPointer { document.setValue(slot, $0) } }
        data.withUnsafeBufferPointer { document.setData($0) }
        return document
    }
}

/// Makes an index of the documents.
func makeIndex(
    _ path: FilePath, _ documents: [SampleDocument], metadata: [String: String] = [:],
    durability: IndexWriter.Durability = .scratch
) throws {
    var writer = try IndexWriter(path: path, opening: .new, durability: durability)
    for document in documents { try writer.add(document.document()) }
    for (key, value) in metadata { try writer.setMetadata(key, Array(value.utf8)) }
    try writer.close()
}

/// Three documents about tea: 茶 in all, 绿茶 in 1 and 3, 红茶 in 2; slot 0 has 30, 10, 20.
func makeTeaIndex(_ path: FilePath) throws {
    try makeIndex(
        path,
        [
            SampleDocument(
                terms: [("茶", 1), ("绿茶", 1), ("杯", 1)], booleanTerms: ["Q1", "Tgreen"],
                values: [(0, SortableNumber.bytes(30))], data: Array("一杯绿茶".utf8)),
            SampleDocument(
                terms: [("茶", 4), ("红茶", 4)], booleanTerms: ["Q2", "Tblack"],
                values: [(0, SortableNumber.bytes(10))], data: Array("红茶红茶红茶红茶".utf8)),
            SampleDocument(
                terms: [("茶", 2), ("绿茶", 2), ("壶", 3)], booleanTerms: ["Q3", "Tgreen"],
                values: [(0, SortableNumber.bytes(20))], data: Array("绿茶壶绿茶壶壶".utf8)),
        ], metadata: ["格式": "1"])
}

extension TermCursor {
    /// The terms left, as `term:frequency`.
    consuming func list() throws -> [String] {
        var list: [String] = []
        while let next = try next() { list.append("\(String(decoding: next.term, as: UTF8.self)):\(next.frequency)") }
        return list
    }
}

extension DocumentCursor {
    consuming func list() throws -> [DocumentID] {
        var list: [DocumentID] = []
        while let id = try next() { list.append(id) }
        return list
    }
}
