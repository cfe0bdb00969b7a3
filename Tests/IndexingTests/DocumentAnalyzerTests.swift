import Analysis
import Extraction
import FileWatching
import IndexSchema
@testable import Indexing
import Documents
import TestSupport
import Testing
import XapianIndex

struct DocumentAnalyzerTests {
    private func analyze(_ text: String, path: String, modifiedSeconds: Int64 = 0) throws -> AnalyzedDocument {
        let file = ScannedFile(
            path: Array(path.utf8), sizeBytes: text.utf8.count, modifiedNanoseconds: modifiedSeconds * 1_000_000_000,
            inode: 5, device: 6)
        guard case .document(let extracted) = Extractor().extract(Array(text.utf8), name: file.path) else {
            throw IndexingError.interrupted
        }
        var document = AnalyzedDocument()
        try DocumentAnalyzer(try sampleAnalyzer.get(), memoryBytes: 1 << 30).analyze(
            extracted, of: file, into: &document)
        return document
    }

    private func terms(_ document: AnalyzedDocument) -> [String: UInt32] {
        var terms: [String: UInt32] = [:]
        document.terms.forEach { terms[String(decoding: $0, as: UTF8.self), default: 0] += $1 }
        return terms
    }

    static let note = """
        ---
        title: 春游
        author: 王五
        date: 2016-12-31
        tags: [Ｔravel, 春天]
        lang: zh-CN
        ---
        踏青。
        """

    @Test func `front matter becomes fields`() throws {
        let terms = terms(try analyze(Self.note, path: "/书/a.b.MD"))
        #expect(
            terms.filter { $0.key.utf8.first.map { (0x41...0x59).contains($0) } ?? false } == [
                "S春": 1, "S春游": 1, "S游": 1, "A王": 1, "A王五": 1, "A五": 1, "Ktravel": 0, "K春天": 0,
                "Ttext/markdown": 0, "Lzh-cn": 0, "Emd": 0, "Q/书/a.b.MD": 0, "P/": 0, "P/书": 0, "Y2016": 0,
                "M201612": 0, "D20161231": 0,
                "XF书": 0, "XFa": 0, "XFZa": 0, "XFb": 0, "XFZb": 0, "XFmd": 0, "XFZmd": 0, "XT春游": 0, "XA王五": 0,
                "XPYchunyou": 0, "XPYyou": 0,
                "XPIcy": 0, "XPIy": 0,
            ])
    }

    @Test func `a path has the terms of its whole text, whatever stands beside a slash`() throws {
        let pieces = [
            "春游", "c++", ".net", ".", "..", "1,234", "1.5", "e\u{301}", "\u{301}", "\u{338}", "\n", "\n\n", " ",
            "\u{3000}", "ｶ", "ﾞ", "か\u{3099}", "가", "\u{11A8}", "ABC", "running", "\u{200D}", "#", "𠮷", "/", "//",
        ]
        var random = SeededRandom.announced()
        let analyzer = try DocumentAnalyzer(try sampleAnalyzer.get(), memoryBytes: 1 << 30)
        let accumulator = try sampleAnalyzer.get().makeAccumulator()
        for _ in 0..<2000 {
            let path = "/" + (0..<6).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            accumulator.add(path.utf8)
            // As bytes: strings that look the same are the same to Swift.
            let prefix = Array(TermPrefix.pathText.utf8)
            var expected: Set<[UInt8]> = []
            accumulator.drain { term, _ in expected.insert(prefix + term) }
            var found: Set<[UInt8]> = []
            analyzer.pathTerms(Array(path.utf8)).forEach { term, _ in
                if term.starts(with: prefix) { found.insert(Array(term)) }
            }
            #expect(found == expected, "\(path.debugDescription)")
        }
    }

    @Test func `a path that is not UTF-8 has the text that is left of it`() throws {
        let file = ScannedFile(
            path: Array("/书/".utf8) + [0xFF] + Array("春.txt".utf8), sizeBytes: 0, modifiedNanoseconds: 0, inode: 5,
            device: 6)
        guard case .document(let extracted) = Extractor().extract([], name: file.path) else {
            throw IndexingError.interrupted
        }
        var document = AnalyzedDocument()
        try DocumentAnalyzer(try sampleAnalyzer.get(), memoryBytes: 1 << 30).analyze(
            extracted, of: file, into: &document)
        #expect(
            terms(document).keys.filter { $0.hasPrefix("XF") }.sorted() == ["XF.txt", "XFZtxt", "XFtxt", "XF书", "XF春"])
    }

    @Test func `a language's parts are joined by hyphens, also where the document has underscores`() throws {
        let terms = terms(try analyze("---\nlang: zh_Hant_TW\n---\n文", path: "/a.md"))
        #expect(terms["Lzh-hant-tw"] == 0 && terms["Lzh_hant_tw"] == nil)
    }

    @Test func `zero bytes in a document's fields reach no term`() throws {
        let zeros = String(repeating: "\\0", count: 200)
        let terms = terms(
            try analyze("---\ntitle: \"题\\0目\"\ntags: [\"a\(zeros)b\"]\nlang: \"z\(zeros)\"\n---\n文", path: "/a.md"))
        #expect(terms["Kab"] == 0 && terms["Lz"] == 0)
        #expect(terms.keys.allSatisfy { !$0.utf8.contains(0) })
    }

    @Test func `the title counts twice in the body, beside the text`() throws {
        let terms = terms(try analyze(Self.note, path: "/a.md"))
        #expect(terms["春游"] == 2)
        #expect(terms["踏青"] == 1)
    }

    @Test func `the file's time stands in for a date`() throws {
        let document = try analyze("无日期", path: "/无名", modifiedSeconds: 86_400)
        let terms = terms(document)
        #expect(terms["D19700102"] == 0)
        #expect(terms.keys.contains { $0.hasPrefix("E") } == false)
        let values = Dictionary(uniqueKeysWithValues: document.values.map { ($0.slot, $0.value) })
        #expect(values[ValueSlot.date].map(SortableNumber.number) == 86_400)
        #expect(values[ValueSlot.modified].map(SortableNumber.number) == 86_400)
        #expect(values[ValueSlot.size].map(SortableNumber.number) == 9)
        #expect(values[ValueSlot.path] == Array("/无名".utf8))
    }

    @Test(
        arguments: [("/a/.profile", nil), ("/a/b.", nil), ("/a.d/b", nil), ("/a/b.tar.GZ", "Egz")]
            as [(String, String?)])
    func `an extension follows the last dot of the name`(_ path: String, _ term: String?) throws {
        #expect(terms(try analyze("x", path: path)).keys.first { $0.hasPrefix("E") } == term)
    }

    @Test func `the data is the record and the text`() throws {
        let document = try analyze(Self.note, path: "/a.md")
        let (record, text) = try document.data.withUnsafeBufferPointer { buffer in
            let parts = try DocumentRecord.parts(of: buffer)
            return (try DocumentRecord(line: parts.line), try DocumentRecord.text(stored: parts.text))
        }
        #expect(record.title == "春游")
        #expect(record.author == "王五")
        #expect(record.inode == 5)
        #expect(record.device == 6)
        #expect(String(decoding: text, as: UTF8.self).contains("踏青"))
        #expect(document.textByteCount == text.count)
    }
}
