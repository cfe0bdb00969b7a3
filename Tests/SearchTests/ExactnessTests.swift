import Analysis
import Foundation
import IndexSchema
import Queries
import SystemPackage
import TestSupport
import Testing
import XapianIndex

@testable import Search

/// What is found is what stands in the texts: no document is missed, none is found in vain, and counts are the numbers of
/// those that have it. `SOU_EXACTNESS_COUNT` sets the number of queries, and takes 2,000 documents instead of some.
@Suite(.enabled(if: SharedFolder.isRequired("seeds"), "\(SharedFolder.absence)"))
struct ExactnessTests {
    private let analyzer: Analyzer
    private let queryAnalyzer: QueryAnalyzer
    private let folder: TextFolder
    private let oracle: Oracle

    private static let count =
        ProcessInfo.processInfo.environment["SOU_EXACTNESS_COUNT"].flatMap { Int($0) }

    init() throws {
        analyzer = try Analyzer()
        queryAnalyzer = try analyzer.makeQueryAnalyzer()
        folder = try analyzer.makeFolder()
        oracle = Oracle(queryAnalyzer)
    }

    // MARK: The collection

    /// The five documents, and real ones in Chinese, Japanese and Korean, some of them hard-wrapped.
    private func documents(_ temporary: FilePath, _ random: inout SeededRandom) throws -> [SampleIndex.Document] {
        var documents = try SharedFolder.seeds().map {
            SampleIndex.Document(name: $0.name, title: title($0.text), text: $0.text)
        }
        let archives = Self.count == nil ? ["folders"] : ["folders", "dev-mid"]
        for name in archives {
            guard let archive = SharedFolder.path("data/\(name).tar.xz") else { continue }
            let result = try ChildProcess(
                "/usr/bin/tar", ["-xJf", archive, "-C", temporary.string], environment: ["PATH": "/usr/bin:/bin"],
                in: temporary
            )
            .wait()
            #expect(result.status == 0, "\(result.error)")
        }
        let files = FileManager.default.enumerator(atPath: temporary.string)?.compactMap { $0 as? String } ?? []
        let names = files.filter { name in [".md", ".cnx", ".html", ".txt"].contains { name.hasSuffix($0) } }
        for name in names.sorted().shuffled(using: &random) where documents.count < (Self.count == nil ? 80 : 2000) {
            let text = String(decoding: try read(temporary.appending(name)), as: UTF8.self)
            documents.append(SampleIndex.Document(name: name, title: title(text), text: text))
        }
        return documents
    }

    private func title(_ text: String) -> String {
        String(text.split(whereSeparator: \.isNewline).first?.prefix(60) ?? "")
    }

    private func look(_ documents: [SampleIndex.Document]) -> [Oracle.Document] {
        documents.map {
            Oracle.Document(
                body: Oracle.Text($0.text, folder), title: Oracle.Text($0.title, folder),
                path: Oracle.Text("/文档/\($0.name)", folder), sizeBytes: $0.text.utf8.count)
        }
    }

    /// Lends the documents, the oracle's view of them, and an index of them.
    private func withCollection(
        _ random: inout SeededRandom,
        _ body: ([SampleIndex.Document], [Oracle.Document], IndexReader, inout SeededRandom) throws -> Void
    ) throws {
        try withTemporaryFolder { temporary in
            let documents = try documents(temporary, &random)
            try SampleIndex(folder: temporary).write(generation: 1, documents)
            try body(documents, look(documents), IndexReader(path: temporary), &random)
        }
    }

    /// The places of the documents that a plan finds, and what was counted.
    private func find(_ plan: QueryPlan, _ reader: IndexReader) throws -> (found: Set<Int>, totals: Set<Int>) {
        let request = SearchRequest(
            query: "", limit: try reader.documentCount, countsExactly: true, deadline: .now + .seconds(600))
        let collector = try CandidateCollector(
            request, plan, ClauseMatchers(plan, analyzer: queryAnalyzer),
            TextReader(index: reader, folder: folder, deadline: request.deadline), queryAnalyzer)
        let found = try collector.collect(.all)
        return (
            Set(found.documents.map { Int($0.id) - 1 }), [found.totalLower, found.totalEstimated, found.totalUpper]
        )
    }

    /// Finds differences between what a tree finds and what the oracle sees; the number of documents that meet it.
    private func compare(
        _ tree: QueryTree, _ reader: IndexReader, _ documents: [Oracle.Document], _ comment: String
    ) throws -> Int {
        let plan = QueryPlanner(analyzer: queryAnalyzer).plan(tree)
        let (found, totals) = try find(plan, reader)
        let expected = Set(documents.indices.filter { oracle.meets(documents[$0], tree) })
        let message: Comment =
            "\(comment): missed \(expected.subtracting(found)), in vain \(found.subtracting(expected))"
        #expect(found == expected, message)
        #expect(totals == [expected.count], message)
        return expected.count
    }

    // MARK: Substrings

    /// A piece of a document of one to twelve characters, and as much more as leaves no word or number cut; nil when
    /// there is nothing to search in it, or what folds otherwise alone.
    private func piece(_ text: Oracle.Text, of source: [UInt8], _ random: inout SeededRandom) -> String? {
        let bytes = text.folded.bytes
        guard !bytes.isEmpty else { return nil }
        var start = Int.random(in: 0..<bytes.count, using: &random)
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        var end = start
        for _ in 0..<Int.random(in: 1...12, using: &random) where end < bytes.count {
            end += 1
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        }
        // The segments that the edges may cut.
        for edge in [start, end] {
            guard let segment = segment(at: edge, in: text.segments), segment.kind != .cjk else { continue }
            start = min(start, segment.signedRange.lowerBound)
            end = max(end, segment.signedRange.upperBound)
        }
        guard !bytes[start..<end].contains(0x1E) else { return nil }
        let piece = String(decoding: source[text.folded.sourceRange(of: start..<end)], as: UTF8.self)
        let isSame = folder.fold(piece.utf8).bytes.elementsEqual(bytes[start..<end])
        return isSame && !queryAnalyzer.tokens(of: piece).isEmpty ? piece : nil
    }

    /// The segment that has the offset inside it.
    private func segment(at offset: Int, in segments: [Segment]) -> Segment? {
        var (low, high) = (0, segments.count)
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].signedRange.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        guard low < segments.count, segments[low].signedRange.lowerBound < offset else { return nil }
        return segments[low]
    }

    /// How many of the pieces are of each kind.
    private struct Kinds: CustomStringConvertible {
        private var lengths: [Int: Int] = [:]
        private var acrossLines = 0
        private var mixed = 0

        mutating func note(_ piece: String, _ tokens: [Token]) {
            lengths[min(piece.count, 13), default: 0] += 1
            if piece.contains(where: \.isNewline) { acrossLines += 1 }
            if tokens.contains(where: { $0.kind == .cjk }), tokens.contains(where: { $0.kind != .cjk }) { mixed += 1 }
        }

        var description: String {
            let lengths = lengths.sorted { $0.key < $1.key }.map { "\($0 == 13 ? "longer" : "\($0)"): \($1)" }
            return "by characters \(lengths.joined(separator: ", ")); \(acrossLines) across lines, "
                + "\(mixed) of CJK text with words or numbers"
        }
    }

    @Test func `quoted pieces of documents are found where they stand, nowhere else, and counted`() throws {
        var random = SeededRandom.announced()
        var kinds = Kinds()
        try withCollection(&random) { documents, texts, reader, random in
            var (asked, hits, tried) = (0, 0, 0)
            while asked < Self.count ?? 150 {
                // Each of the five is asked as often as a hundred others.
                let number =
                    Int.random(in: 0..<2, using: &random) == 0 && asked.isMultiple(of: 4)
                    ? Int.random(in: 0..<5, using: &random) : Int.random(in: documents.indices, using: &random)
                tried += 1
                guard let piece = piece(texts[number].body, of: Array(documents[number].text.utf8), &random) else {
                    continue
                }
                asked += 1
                kinds.note(piece, queryAnalyzer.tokens(of: piece))
                var tree = QueryTree.exact(piece)
                // Quoted as a person does, when that is possible.
                let quoted = QueryParser().parse("\"\(piece)\"")
                if quoted.notices.isEmpty, !piece.contains(where: { "\"“”„「」『』｢｣＂〝〞〟\\".contains($0) }) {
                    tree = quoted.tree
                }
                #expect(tree == .exact(piece))
                #expect(oracle.meets(texts[number], tree), "\(piece.debugDescription) of \(documents[number].name)")
                hits += try compare(tree, reader, texts, piece.debugDescription)
            }
            print("MEASURE \(documents.count) documents, \(asked) pieces (\(tried) tried), \(hits) hits; \(kinds)")
        }
    }

    // MARK: Words and short runs

    /// For a simplified character, those that fold to it.
    private func otherForms() -> [Character: [Character]] {
        var forms: [Character: [Character]] = [:]
        for number in 0x4E00...0x9FFF {
            guard let scalar = Unicode.Scalar(UInt32(number)) else { continue }
            let folded = String(decoding: folder.fold(String(scalar).utf8).bytes, as: UTF8.self)
            if folded.unicodeScalars.first != scalar, let simplified = folded.first {
                forms[simplified, default: []].append(Character(scalar))
            }
        }
        return forms
    }

    @Test
    func `words and short runs, in whatever form they are typed, find the same documents as their simplified form`()
        throws
    {
        var random = SeededRandom.announced()
        let forms = otherForms()
        try withCollection(&random) { documents, texts, reader, random in
            var (asked, hits, changed) = (0, 0, 0)
            while asked < Self.count ?? 150 {
                let leaf = leaf(texts, documents, &random)
                guard case .text(let simplified) = leaf else { continue }
                let typed = String(
                    simplified.map { character in
                        Bool.random(using: &random)
                            ? forms[character]?.randomElement(using: &random) ?? character : character
                    })
                let tree = QueryParser().parse(typed).tree
                // AND and OR stand in texts as well.
                guard tree == .text(typed) else { continue }
                asked += 1
                if typed != simplified { changed += 1 }
                let planned = QueryPlanner(analyzer: queryAnalyzer).plan(tree)
                let (found, totals) = try find(planned, reader)
                let expected = Set(texts.indices.filter { oracle.meets(texts[$0], leaf) })
                let message: Comment = """
                    \(typed.debugDescription) of \(simplified): missed \(expected.subtracting(found)), \
                    in vain \(found.subtracting(expected))
                    """
                #expect(found == expected, message)
                #expect(totals == [expected.count], message)
                hits += expected.count
            }
            print("MEASURE \(documents.count) documents, \(asked) words and runs (\(changed) retyped), \(hits) hits")
        }
    }

    // MARK: Trees

    /// A leaf made of what stands in some document.
    private func leaf(_ texts: [Oracle.Document], _ documents: [SampleIndex.Document], _ random: inout SeededRandom)
        -> QueryTree
    {
        while true {
            let number = Int.random(in: texts.indices, using: &random)
            let text = texts[number].body
            guard let segment = text.segments.randomElement(using: &random) else { continue }
            let word = String(decoding: text.folded.bytes[segment.range], as: UTF8.self)
            let characters = Array(word.unicodeScalars)
            switch segment.kind {
            case .pictograph: continue
            case .cjk:
                let start = Int.random(in: 0..<characters.count, using: &random)
                let part = characters[start..<min(characters.count, start + Int.random(in: 1...4, using: &random))]
                return .text(String(String.UnicodeScalarView(part)))
            case .word where Bool.random(using: &random):
                return .prefix(
                    String(String.UnicodeScalarView(characters.prefix(Int.random(in: 3...4, using: &random)))))
            case .word, .number: return .text(word)
            }
        }
    }

    private func tree(
        _ depth: Int, _ texts: [Oracle.Document], _ documents: [SampleIndex.Document], _ random: inout SeededRandom
    ) -> QueryTree {
        func part() -> QueryTree { tree(depth - 1, texts, documents, &random) }
        func exact() -> QueryTree {
            while true {
                let number = Int.random(in: texts.indices, using: &random)
                let source = Array(documents[number].text.utf8)
                if let piece = piece(texts[number].body, of: source, &random) { return .exact(piece) }
            }
        }
        switch Int.random(in: depth == 0 ? 0..<7 : 0..<14, using: &random) {
        case 0...3: return leaf(texts, documents, &random)
        case 4: return exact()
        case 5: return .near(exact(), exact(), characters: Int.random(in: 0...200, using: &random))
        case 6:
            let bytes = Int64.random(in: 0..<50_000, using: &random)
            return Bool.random(using: &random)
                ? .range(.size, typed: ">\(bytes)", NumberRange(lower: bytes))
                : .field(Bool.random(using: &random) ? .title : .path, leaf(texts, documents, &random))
        case 7, 8: return .not(part())
        case 9, 10: return .and([part(), part()])
        default: return .or([part(), part()])
        }
    }

    @Test func `trees of operators find what their meaning says`() throws {
        var random = SeededRandom.announced()
        try withTemporaryFolder { temporary in
            let documents = try documents(temporary, &random).filter { $0.text.utf8.count < 100_000 }.prefix(300)
            let all = Array(documents)
            let index = try SampleIndex(folder: temporary)
            try index.write(generation: 1, all)
            let reader = try IndexReader(path: temporary)
            let texts = look(all)
            var (asked, hits) = (0, 0)
            while asked < (Self.count ?? 300) / 4 {
                let tree = tree(3, texts, all, &random)
                asked += 1
                hits += try compare(tree, reader, texts, tree.description)
            }
            print("MEASURE \(all.count) documents, \(asked) trees, \(hits) hits")
        }
    }
}
