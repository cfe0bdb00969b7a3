import Analysis
import IndexSchema
import Queries
import SystemPackage
import TestSupport
import Testing

@testable import Search

/// What operators, fields and filters find.
@Suite struct ConditionTests {
    private static let documents: [SampleIndex.Document] = [
        .init(
            name: "随笔/渡口.md", title: "渡口的清晨", text: "清晨的渡口起了薄雾，船夫在等最后一位客人。", dateSeconds: 1_262_304_000,
            author: "林一舟", tags: ["随笔", "江南"], language: "zh_CN", mediaType: "text/markdown"),
        .init(
            name: "随笔/山中.md", title: "山中", text: "山里没有渡口，只有薄雾。傍晚时分，雾散了，客人也散了。Xiaolu came.",
            dateSeconds: 1_577_836_800, author: "周小满", tags: ["随笔"], language: "zh", mediaType: "text/markdown"),
        .init(
            name: "report/ferry.pdf", title: "Ferry report 2020",
            text: "The ferries run twice a day.\n\nxiaoman wrote it. 渡口\n重修。", dateSeconds: 1_580_000_000,
            author: "林一舟", language: "en", mediaType: "application/pdf"),
        .init(
            name: "report/计划.docx", title: "计划", text: "明年的计划：修渡桥，口岸扩建。xiao 2020",
            mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ]

    /// The names of the documents that a tree finds, in order, and the answer.
    private func search(
        _ tree: QueryTree, layout: TextBlockLayout = TextBlockLayout(),
        _ change: (inout SearchRequest) -> Void = { _ in }
    ) throws -> (names: [String], answer: SearchAnswer) {
        try withTemporaryFolder { folder in
            try SampleIndex(folder: folder).write(generation: 1, Self.documents, layout: layout)
            var request = SearchRequest(query: "", deadline: .now + .seconds(60))
            change(&request)
            let answer = try Searcher(folder: folder, analyzer: Analyzer()).answer(request, understood: tree)
            let names = answer.hits.map { hit in
                String(decoding: hit.path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
            }
            return (names, answer)
        }
    }

    private static let (ferry, mountain, report, plan) = ("渡口.md", "山中.md", "ferry.pdf", "计划.docx")

    @Test(
        arguments: [
            (.and([.text("渡口"), .not(.text("薄雾"))]), [report]),
            // What a document has of the terms only seems to be the text: 渡口 is in none of 修渡桥，口岸.
            (.and([.text("计划"), .not(.exact("渡口重修"))]), [plan]),
            (.and([.text("渡口"), .not(.exact("渡口重修"))]), [ferry, mountain]),
            (.or([.text("船夫"), .text("扩建")]), [ferry, plan]),
            (.or([.exact("散了客人"), .text("扩建")]), [plan]),
            (.or([.and([.text("薄雾"), .text("傍晚")]), .field(.type, .text("pdf"))]), [mountain, report]),
            (.or([.not(.text("渡口")), .exact("渡口重修")]), [report, plan]),
            (.and([.text("渡口"), .not(.or([.text("船夫"), .field(.tag, .text("江南"))]))]), [mountain, report]),
            (.not(.and([.text("渡口"), .exact("最后一位客人")])), [mountain, report, plan]),
            // Fields.
            (.field(.title, .text("渡口")), [ferry]),
            (.field(.title, .text("清晨")), [ferry]),
            (.field(.title, .exact("渡口清晨")), []),
            (.field(.title, .exact("渡口的清晨")), [ferry]),
            (.field(.author, .text("林一舟")), [ferry, report]),
            (.field(.author, .or([.text("小满"), .text("nobody")])), [mountain]),
            (.field(.path, .text("随笔")), [ferry, mountain]),
            (.field(.path, .exact("report 计划")), [plan]),
            (.field(.path, .text("/文档/report")), [report, plan]),
            (.field(.path, .text("/文档/report/")), [report, plan]),
            (.field(.path, .text("/文档/repo")), []),
            (.field(.path, .text("/文档/随笔/山中.md")), [mountain]),
            (.field(.path, .text("/")), [ferry, mountain, report, plan]),
            (.and([.text("渡口"), .field(.title, .not(.text("渡口")))]), [mountain, report]),
            // Filters.
            (.field(.tag, .text("江南")), [ferry]),
            (.field(.tag, .text("隨筆")), [ferry, mountain]),
            (.field(.type, .text("markdown")), [ferry, mountain]),
            (.field(.type, .text("text")), [ferry, mountain]),
            (.field(.type, .text("text/*")), [ferry, mountain]),
            (.field(.type, .text("TEXT/markdown")), [ferry, mountain]),
            (.field(.type, .text("word")), [plan]),
            (.field(.type, .text("xml")), []),
            (.field(.fileExtension, .text("PDF")), [report]),
            (.field(.language, .text("zh")), [ferry, mountain]),
            (.field(.language, .text("zh-cn")), [ferry]),
            (.field(.language, .text("z")), []),
            (.range(.date, typed: "", NumberRange(lower: 1_577_836_800)), [mountain, report]),
            (.range(.date, typed: "", NumberRange(upper: 1_262_304_000)), [ferry, plan]),
            (.range(.date, typed: "", NumberRange(lower: 1_262_304_000, upper: 1_577_836_800)), [ferry, mountain]),
            (.range(.date, typed: "", NumberRange(lower: 2, upper: 1)), []),
            (.range(.size, typed: "", NumberRange(lower: 1 << 40)), []),
            (.range(.size, typed: "", NumberRange(lower: 0)), [ferry, mountain, report, plan]),
            (.and([.text("渡口"), .not(.range(.date, typed: "", NumberRange(lower: 1_577_836_800)))]), [ferry]),
            // Prefixes.
            (.prefix("xiao"), [mountain, report, plan]),
            (.prefix("xiaol"), [mountain]),
            (.prefix("iaolu"), []),
            (.prefix("20"), [report, plan]),
            (.and([.text("渡口"), .not(.prefix("xiao"))]), [ferry]),
            (.field(.title, .prefix("ferr")), [report]),
            (.prefix("渡"), [ferry, mountain, report, plan]),
            // Near.
            (.near(.text("渡口"), .text("薄雾"), characters: 2), [ferry]),
            (.near(.text("薄雾"), .text("渡口"), characters: 3), [ferry, mountain]),
            (.near(.text("薄雾"), .text("渡口"), characters: 1), []),
            // A paragraph's end is one character.
            (.near(.text("day"), .text("xiaoman"), characters: 2), [report]),
            (.near(.text("day"), .text("xiaoman"), characters: 1), []),
            (.near(.text("最后一"), .text("一位"), characters: 0), [ferry]),
            (.and([.text("渡口"), .not(.near(.text("渡口"), .text("薄雾"), characters: 3))]), [report]),
        ] as [(QueryTree, [String])])
    func `a condition finds the documents that meet it, counts them, and does so in blocks too`(
        tree: QueryTree, expected: [String]
    ) throws {
        let blocks = TextBlockLayout(wholeBytes: 0, blockBytes: 64, bytesAfter: 32, bytesBefore: 32)
        for layout in [TextBlockLayout(), blocks] {
            let (names, answer) = try search(tree, layout: layout)
            #expect(Set(names) == Set(expected))
            #expect(answer.notices.isEmpty)
            let counted = try search(tree, layout: layout) { $0.countsExactly = true }.answer
            #expect(counted.totalLower == expected.count)
            #expect(counted.totalEstimated == expected.count)
            #expect(counted.totalUpper == expected.count)
        }
    }

    @Test func `what asks for no text lists what is left, newest first, with an exact total`() throws {
        let (names, answer) = try search(.not(.text("扩建"))) { $0.limit = 2 }
        #expect(names == [Self.report, Self.mountain])
        #expect([answer.totalLower, answer.totalEstimated, answer.totalUpper] == [3, 3, 3])
        #expect(try search(.field(.tag, .text("随笔"))).names == [Self.mountain, Self.ferry])
        let rest = try search(.not(.text("扩建"))) { ($0.offset, $0.limit) = (2, 5) }
        #expect(rest.names == [Self.ferry])
        let oldest = try search(.not(.text("扩建"))) { $0.sort = .oldestFirst }
        #expect(oldest.names.first == Self.ferry)
    }

    @Test func `constraints hold whatever else is enough`() throws {
        let tree = QueryTree.and([.text("船夫"), .text("傍晚"), .not(.text("最后"))])
        let any = try search(tree) { $0.match = .any }
        #expect(any.names == [Self.mountain])
        // No document has both words, so those with one of them are shown, without the one that must not be there.
        let (names, answer) = try search(tree)
        #expect(names == [Self.mountain])
        #expect(answer.hits.allSatisfy { $0.isPartial })
        #expect(answer.notices.map(\.code) == ["partial"])
        let required = QueryTree.and([.text("船夫"), .text("傍晚"), .required(.text("客人"))])
        let anyRequired = try search(required) { $0.match = .any }
        #expect(Set(anyRequired.names) == [Self.ferry, Self.mountain])
    }

    @Test func `of a partial answer, documents with more of the parts come first`() throws {
        let tree = QueryTree.and([.text("没有的词"), .or([.text("船夫"), .text("重修")]), .exact("渡口的清晨")])
        let (names, answer) = try search(tree)
        #expect(names == [Self.ferry, Self.report])
        #expect(answer.hits.allSatisfy { $0.isPartial })
    }

    @Test func `marks show what was looked for in the text, and neither negations nor titles`() throws {
        let tree = QueryTree.and([.text("渡口"), .field(.title, .text("清晨")), .not(.text("山里"))])
        let hit = try #require(try search(tree).answer.hits.first)
        #expect(hit.snippet.filter(\.isMatch).map(\.text) == ["渡口"])
    }

    @Test(arguments: [
        ("檢索", ["繁", "简"]), ("检索", ["简", "繁"]), ("\"檢索，資訊\"", ["繁", "简"]), ("“检索，资讯”", ["简", "繁"]),
        ("資訊 檢索", ["繁", "简"]), ("title:检索", ["繁题"]),
    ])
    func `of forms that fold to the same, the one that was typed comes first`(
        query: String, expected: [String]
    ) throws {
        try withTemporaryFolder { folder in
            // The document in the other form is better by far otherwise.
            let (traditional, simplified) = ("檢索，資訊。", "检索，资讯。")
            for (first, second) in [(traditional, simplified), (simplified, traditional)] {
                let folder = folder.appending(first)
                try TestSupport.write("", to: folder.appending("x"))
                try SampleIndex(folder: folder).write(
                    generation: 1,
                    [
                        .init(
                            name: first == traditional ? "繁" : "简", title: "甲", text: String(repeating: first, count: 9)
                        ),
                        .init(name: first == traditional ? "简" : "繁", title: "乙", text: second + "别的话，很长的一段，说了又说。"),
                        .init(name: "繁题", title: "說檢索", text: "題在上頭。"),
                    ])
                let searcher = try Searcher(folder: folder, analyzer: Analyzer())
                for layout in [1, 10] {
                    var request = SearchRequest(query: query, deadline: .now + .seconds(60))
                    request.limit = layout
                    let names = try searcher.answer(request).hits.map {
                        String(decoding: $0.path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
                    }
                    let bodies = names.filter { $0 != "繁题" || query.hasPrefix("title:") }
                    #expect(bodies == Array(expected.prefix(bodies.count)))
                }
            }
        }
    }

    @Test func `nothing typed finds nothing and says so`() throws {
        let (names, answer) = try search(.nothing)
        #expect(names.isEmpty)
        #expect(answer.notices.map(\.code) == ["nothing-to-search"])
    }
}
