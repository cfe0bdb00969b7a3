import Analysis
import Documents
import FileWatching
import IndexSchema
import Matching
import Queries
import SystemPackage
import TestSupport
import Testing
import XapianIndex

@testable import Indexing
@testable import Search

/// What is found in a text does not depend on whether it is stored in blocks.
@Suite struct BlockedTextTests {
    private let analyzer: Analyzer
    private let queryAnalyzer: QueryAnalyzer
    private let folder: TextFolder
    private let planner: QueryPlanner

    init() throws {
        analyzer = try Analyzer()
        queryAnalyzer = try analyzer.makeQueryAnalyzer()
        folder = try analyzer.makeFolder()
        planner = QueryPlanner(analyzer: queryAnalyzer)
    }

    private static let small = TextBlockLayout(wholeBytes: 0, blockBytes: 256, bytesAfter: 128, bytesBefore: 64)

    /// Pieces of text that meet in every order: scripts, wraps, paragraphs, signs, widths, rare characters.
    private static let pieces = [
        "小米", "手机", "高端化", "檢索", "检索", "電商", "后", "後", "𠮷", "リング", "한국", "，", "。", "“", "”", "…", "+", "-",
        ".", ",", "#", "%", "·", "_", "\n", " \n ", "\n\n", "\n　", " ", "　", "redmi", "phones", "phone", "ＭＩＸ", "Café",
        "C++", "C#", ".NET", "iOS", "5", "96.9", "1,234", "２０", "㎞", "👍🏽", "☕",
    ]

    /// Writes a document for each layout, all of the same text, and returns them as they were analyzed.
    private func write(
        _ text: String, places: TextPlaces = .lines(LineMap()), layouts: [TextBlockLayout],
        memoryBytes: Int = 1 << 30, to index: FilePath
    ) throws -> [AnalyzedDocument] {
        var writer = try XapianSegmentWriter(path: index)
        var documents: [AnalyzedDocument] = []
        for (number, layout) in layouts.enumerated() {
            var document = AnalyzedDocument()
            let file = ScannedFile(
                path: Array("/\(number)".utf8), sizeBytes: text.utf8.count, modifiedNanoseconds: 0, inode: 1, device: 1)
            let extracted = ExtractedDocument(
                title: "题", mediaType: "text/plain", text: Array(text.utf8), places: places)
            try DocumentAnalyzer(analyzer, memoryBytes: memoryBytes, layout: layout)
                .analyze(extracted, of: file, into: &document)
            try writer.add(document)
            documents.append(document)
        }
        try writer.finish()
        return documents
    }

    /// A document as one request reads it.
    private func open(
        _ id: DocumentID, _ index: FilePath, deadline: ContinuousClock.Instant = .now + .seconds(60)
    ) throws -> StoredText {
        try TextReader(index: IndexReader(path: index), folder: folder, deadline: deadline).text(id)
    }

    private func matchers(_ query: String) -> ClauseMatchers? {
        let plan = planner.plan(QueryParser().parse(query).tree)
        return plan.clauses.isEmpty ? nil : ClauseMatchers(plan, analyzer: queryAnalyzer)
    }

    private static func terms(_ document: AnalyzedDocument) -> [String: UInt32] {
        var terms: [String: UInt32] = [:]
        document.terms.forEach { term, count in
            let isPath = term.first == UInt8(ascii: "Q") || term.starts(with: TermPrefix.pathText.utf8)
            if !isPath { terms[String(decoding: term, as: UTF8.self)] = count }
        }
        return terms
    }

    @Test func `any needle is found in blocks as in one piece`() throws {
        var random = SeededRandom.announced()
        var (found, missed) = (0, 0)
        for round in 0..<15 {
            // Texts of paragraphs, of lines, and of one line.
            let pieces = Self.pieces.filter { round % 3 == 0 || !$0.contains("\n") || round % 3 == 1 && $0 == "\n" }
            let text = (0..<400).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let characters = Array(text)
            try withTemporaryFolder { folder in
                let index = folder.appending("index")
                let documents = try write(
                    text, layouts: [TextBlockLayout(wholeBytes: .max), Self.small], to: index)
                #expect(documents[1].longText?.cuts.count ?? 0 > 5)
                #expect(Self.terms(documents[0]) == Self.terms(documents[1]))
                for _ in 0..<25 {
                    let start = Int.random(in: 0..<characters.count, using: &random)
                    let end = min(characters.count, start + Int.random(in: 1...12, using: &random))
                    var needle = String(characters[start..<end])
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: break
                    case 1: needle = "\"\(needle.filter { !"\"“”".contains($0) })\""
                    case 2: needle += pieces.randomElement(using: &random) ?? ""
                    default: needle = String((0..<3).map { _ in characters.randomElement(using: &random) ?? "x" })
                    }
                    guard let matchers = self.matchers(needle) else { continue }
                    let (whole, blocks) = (try open(1, index), try open(2, index))
                    let message: Comment = "text: \(text.debugDescription), needle: \(needle.debugDescription)"
                    for clause in matchers.clauses {
                        let isSatisfied = try whole.satisfies(clause)
                        #expect(try blocks.satisfies(clause) == isSatisfied, message)
                        #expect(try blocks.containsWhole(clause) == whole.containsWhole(clause), message)
                        if isSatisfied { found += 1 } else { missed += 1 }
                    }
                    // Several clauses are looked for side by side in some blocks only.
                    let (isWhole, isSeenWhole) = (
                        try whole.containsWholeQuery(matchers), try blocks.containsWholeQuery(matchers)
                    )
                    #expect(isSeenWhole == isWhole || isWhole && matchers.onlyClause == nil, message)
                    let (expected, shown) = (try whole.snippet(matchers), try blocks.snippet(matchers))
                    #expect((expected.0.firstMatchOffset == nil) == (shown.0.firstMatchOffset == nil), message)
                    for (snippet, place) in [expected, shown] {
                        guard case .line(let line) = place else { continue }
                        // A match may run over lines, but one begins on the line that is named: the best window's first,
                        // which need not be the first that is shown.
                        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
                        let begun = snippet.pieces.filter(\.isMatch).map { $0.text.utf8.prefix { $0 != 0x0A } }
                        #expect(begun.contains { Array(lines[line - 1]).contains(Array($0)) }, message)
                    }
                    if let offset = expected.0.firstMatchOffset {
                        #expect(expected.1 == .line(1 + text.utf8.prefix(offset).count { $0 == 0x0A }), message)
                    }
                }
            }
        }
        #expect(found > 100 && missed > 30)
    }

    @Test func `the terms of a text that is counted in pieces are those of the whole`() throws {
        var random = SeededRandom.announced()
        for round in 0..<8 {
            let pieces = Self.pieces.filter { round % 2 == 0 || !$0.contains("\n") }
            let text = (0..<600).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            try withTemporaryFolder { folder in
                // Room for 1,500 terms makes pieces of 1,500 bytes.
                let documents = try write(
                    text, layouts: [TextBlockLayout(wholeBytes: .max), Self.small], memoryBytes: 1500 * 320,
                    to: folder.appending("index"))
                #expect(documents[1].notices == [])
                #expect(Self.terms(documents[0]) == Self.terms(documents[1]), "text: \(text.debugDescription)")
            }
        }
    }

    @Test func `the line of a match deep in a long text is the file's`() throws {
        let lines = (1...4000).map { $0 == 3210 ? "渡口起了薄雾。" : "第\($0)行，寻常的话。" }
        let text = lines.joined(separator: "\n\n")
        try withTemporaryFolder { folder in
            let index = folder.appending("index")
            var map = LineMap()
            for line in 1...4000 { map.append(textLine: 2 * line - 1, sourceLine: 10 + line) }
            _ = try write(text, places: .lines(map), layouts: [TextBlockLayout(wholeBytes: 0)], to: index)
            let (snippet, place) = try open(1, index).snippet(try #require(self.matchers("薄雾")))
            #expect(place == .line(3220))
            #expect(
                snippet.pieces == [
                    Snippet.Piece(text: "渡口起了", isMatch: false), Snippet.Piece(text: "薄雾", isMatch: true),
                    Snippet.Piece(text: "。", isMatch: false),
                ])
        }
    }

    @Test func `pages and places that are none hold for blocks too`() throws {
        let text = (1...100).map { "第\($0)页的话，写得长一些。" }.joined(separator: "\n\n")
        try withTemporaryFolder { folder in
            let starts = (0..<100).map { 2 * $0 + 1 }
            for (name, places, place) in [
                ("pages", TextPlaces.pages(starts), StoredPlaces.Place.page(77)), ("none", .none, nil),
            ] {
                let index = folder.appending(name)
                _ = try write(text, places: places, layouts: [Self.small], to: index)
                let shown = try open(1, index).snippet(try #require(self.matchers("第77页")))
                #expect(shown.1 == place)
                #expect(shown.0.firstMatchOffset != nil)
            }
        }
    }

    @Test func `behind the deadline no block is opened but for the beginning`() throws {
        try withTemporaryFolder { folder in
            let index = folder.appending("index")
            let text = String(repeating: "山间的清晨，有雾。", count: 100)
            _ = try write(text, layouts: [Self.small], to: index)
            let late = try open(1, index, deadline: .now - .seconds(1))
            let matchers = try #require(self.matchers("清晨"))
            #expect(throws: DeadlinePassed.self) { try late.satisfies(matchers.clauses[0]) }
            #expect(throws: DeadlinePassed.self) { try late.snippet(matchers) }
            #expect(try late.beginning().pieces.first?.text.hasPrefix("山间的清晨") == true)
        }
    }

    @Test func `a missing or damaged part is an error, not a miss`() throws {
        try withTemporaryFolder { folder in
            let index = folder.appending("index")
            _ = try write(String(repeating: "山间的清晨，有雾。", count: 100), layouts: [Self.small], to: index)
            let matchers = try #require(self.matchers("清晨"))
            let cutCharacter = TextBlock(
                offset: 0, firstLine: 1, beginsParagraph: true, endsParagraph: true, places: .lines([]),
                text: Array("清晨".utf8) + [0xE9]
            ).encoded()
            for (key, value, error) in [
                (LongTextKey.block(0, of: "/0".utf8), [UInt8](), TextBlockError.missing),
                (LongTextKey.block(0, of: "/0".utf8), cutCharacter, .malformed),
                (LongTextKey.block(0, of: "/0".utf8), [1, 2, 3], .malformed),
                (LongTextKey.filterPart(0, of: "/0".utf8), [1], .malformed),
                (LongTextKey.filterPart(0, of: "/0".utf8), [], .missing),
            ] {
                var writer = try IndexWriter(path: index, opening: .existing)
                try writer.setMetadata(key, value)
                try writer.close()
                #expect(throws: error) { try open(1, index).satisfies(matchers.clauses[0]) }
            }
        }
    }

    @Test func `long texts are found and shown in every shard`() throws {
        try withTemporaryFolder { folder in
            for (name, word) in [("a", "江上"), ("b", "山中")] {
                let text = (0..<200).map { "\(word)第\($0)日，云很慢。\n" }.joined()
                _ = try write(text, layouts: [Self.small], to: folder.appending(name))
            }
            try TestSupport.write("auto a\nauto b\n", to: folder.appending("XAPIANDB"))
            for (id, word) in [(1, "江上"), (2, "山中")] as [(DocumentID, String)] {
                let matchers = try #require(self.matchers("\"\(word)第150日\""))
                let stored = try open(id, folder)
                #expect(try stored.containsWholeQuery(matchers))
                #expect(try stored.snippet(matchers).1 == .line(151))
                #expect(try !open(3 - id, folder).containsWholeQuery(matchers))
            }
        }
    }

    @Test func `a text with too many different terms is cut, and says so`() throws {
        var random = SeededRandom(seed: 7)
        let text = String(
            String.UnicodeScalarView(
                (0..<6000).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0x4E00..<0x9FA5, using: &random)) }))
        try withTemporaryFolder { folder in
            let index = folder.appending("index")
            let document = try write(text, layouts: [Self.small], memoryBytes: 4000 * 320, to: index)[0]
            let kept = document.textByteCount
            #expect(kept > 2000 && kept < 12000)
            #expect(
                document.notices == [
                    "only the first \(kept) bytes of the text are searched: it has more than 4000 different terms "
                        + "(index.memory_bytes)"
                ])
            let bytes = Array(text.utf8)
            func query(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
            let (inside, outside) = (query(kept - 12..<kept), query(kept..<kept + 12))
            #expect(try open(1, index).containsWholeQuery(try #require(self.matchers(inside))))
            #expect(try !open(1, index).containsWholeQuery(try #require(self.matchers(outside))))
        }
    }
}
