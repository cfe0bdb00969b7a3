import Analysis
import SystemPackage
import TestSupport
import Testing

@testable import Search

/// What a person expects to come first.
@Suite struct RankingTests {
    private static let filler = String(repeating: "江水缓缓流过石滩，两岸无人。", count: 30)

    /// The titles, or the texts, that a query finds among documents, in order.
    private func search(
        _ query: String, _ documents: [(title: String, text: String)], match: SearchRequest.Match = .all,
        limit: Int = 10, offset: Int = 0, deadline: ContinuousClock.Instant = .now + .seconds(60)
    ) throws -> (numbers: [Int], answer: SearchAnswer) {
        try withTemporaryFolder { folder in
            try SampleIndex(folder: folder).write(
                generation: 1,
                documents.enumerated().map { .init(name: "\($0).txt", title: $1.title, text: $1.text) })
            let request = SearchRequest(query: query, limit: limit, offset: offset, match: match, deadline: deadline)
            let answer = try Searcher(folder: folder, analyzer: Analyzer()).answer(request)
            let numbers = answer.hits.compactMap { hit in
                Int(String(decoding: hit.path, as: UTF8.self).filter(\.isNumber))
            }
            return (numbers, answer)
        }
    }

    /// A situation: of the documents, the last one is expected first.
    private static let situations: [(query: String, documents: [(title: String, text: String)])] = [
        // The title is the query, in either script, in quotes, with full-width letters.
        ("智能家居", [("家居市场", "智能家居、智能家居、智能家居，还是智能家居。"), ("智能家居", "一份简短的说明。")]),
        ("智能家居", [("智能家居的十年", "智能家居从无到有。"), ("智能家居", "目录。")]),
        ("\"智能家居\"", [("智能家居的十年", "智能家居从无到有。"), ("智能家居", "目录。")]),
        ("智能家居", [("智能家居的十年", "智能家居。"), ("智慧家居與智能家居", "智能家居。智能家居。"), ("智能家居", "目录。")]),
        ("mix 2", [("MIX 2 评测", "MIX 2 与 MIX 2S"), ("ＭＩＸ 2", "目录")]),
        ("渡口的薄雾什么时候散", [("渡口", "渡口的薄雾什么时候散？中午。"), ("渡口的薄雾什么时候散", "中午。")]),
        // The title has it, the text of the other mentions it as often.
        ("渡口", [("游记", "在渡口等船。水很急。"), ("渡口", "等船的人很多。水很急。")]),
        ("薄雾", [("江上", "一路都是薄雾，看不清对岸的山。"), ("江上的薄雾", "一路上都看不清对岸的山。")]),
        ("ferry", [("Notes", "The ferry was late today, again."), ("The ferry", "It was late today, again.")]),
        // Many mentions before one.
        ("渡口", [("游记", "在渡口等船，水很急，风很大，没有人。"), ("游记", "在渡口等船，渡口很小，渡口没有人，水。")]),
        // A short text before a long one with as many mentions.
        ("渡口", [("游记", "在渡口等船。" + filler), ("游记", "在渡口等船。")]),
        // In one place before far apart.
        ("渡口 薄雾", [("游记", "渡口到了。" + filler + "薄雾散了。"), ("游记", "渡口起了薄雾。" + filler + "到了，散了。")]),
        (
            "渡口的薄雾什么时候散",
            [
                ("游记", "渡口到了。" + filler + "薄雾散了。"), ("游记", "渡口薄雾散了。" + filler + "到了。"),
            ]
        ),
        // A question as it was typed before the same words elsewhere.
        ("清晨渡口的薄雾", [("渡口", "薄雾里的渡口，清晨的渡口，渡口的薄雾，薄雾。"), ("游记", "清晨渡口的薄雾很浓。" + filler)]),
        // What the question is about, not how it is asked.
        ("渡口是什么时候修的", [("问答", "什么时候出发？什么时候回来？"), ("渡口", "渡口修于前朝。")]),
        // A name in Latin letters says more than what stands around it.
        ("XK9手机怎么样", [("手机", "这部手机怎么样？手机很好。"), ("评测", "XK9 手机值得买。")]),
    ]

    @Test(arguments: situations.indices)
    func `what a person expects comes first`(index: Int) throws {
        let (query, documents) = Self.situations[index]
        for documents in [documents, documents.reversed()] {
            let expected = documents.firstIndex { $0 == Self.situations[index].documents.last ?? ("", "") }
            #expect(try search(query, documents, match: .any).numbers.first == expected, "\(query), any")
            #expect(try search(query, documents).numbers.first == expected, "\(query), all")
        }
    }

    @Test func `where a character is nearly everywhere, titles come before files in their order`() throws {
        try withTemporaryFolder { folder in
            // In more documents than are ranked by.
            let titled = [7, 1200, 2099]
            try SampleIndex(folder: folder).write(
                generation: 1,
                (0..<2100).map { number in
                    .init(name: "\(number).txt", title: titled.contains(number) ? "的" : "记", text: "山的那边。")
                })
            let searcher = try Searcher(folder: folder, analyzer: Analyzer())
            func paths(_ query: String, offset: Int, countsExactly: Bool) throws -> [String] {
                let answer = try searcher.answer(
                    SearchRequest(
                        query: query, limit: 4, offset: offset, countsExactly: countsExactly,
                        deadline: .now + .seconds(60)))
                #expect([answer.totalLower, answer.totalEstimated, answer.totalUpper] == [2100, 2100, 2100])
                return answer.hits.map { String(decoding: $0.path, as: UTF8.self).filter(\.isNumber) }
            }
            for query in ["的", "\"的\""] {
                #expect(try paths(query, offset: 0, countsExactly: false) == ["7", "1200", "2099", "0"])
                #expect(try paths(query, offset: 6, countsExactly: false) == ["3", "4", "5", "6"])
                for offset in [0, 1, 2, 3, 8, 20, 2090, 2097, 2100] {
                    // To count exactly, the engine goes through all of them.
                    let expected = try paths(query, offset: offset, countsExactly: true)
                    #expect(try paths(query, offset: offset, countsExactly: false) == expected, "\(offset)")
                }
            }
        }
    }

    @Test func `with all, both words are needed, however much one of them is there`() throws {
        let found = try search("渡口 薄雾", [("渡口", "渡口、渡口、渡口。"), ("游记", Self.filler + "渡口。" + Self.filler + "薄雾。")])
        #expect(found.numbers == [1])
        #expect(found.answer.notices.isEmpty)
    }

    @Test func `with any, a document with both words comes before those with one`() throws {
        let documents = [("渡口", "渡口、渡口。"), ("游记", "渡口的薄雾。"), ("薄雾", "薄雾、薄雾。")]
        #expect(try search("渡口 薄雾", documents, match: .any).numbers.first == 1)
    }

    @Test func `with any, the form of a word does not put documents that lack the word first`() throws {
        let documents = [("舟", "木桥边有船。"), ("江", "渡口的薄霧，薄霧里的渡口，渡口的薄霧。"), ("石", "渡口。" + Self.filler)]
        #expect(try search("渡口 薄雾 木桥边", documents, match: .any).numbers.prefix(2).contains(1))
        #expect(try search("渡口 薄雾", documents, match: .any).numbers.first == 1)
    }

    @Test(arguments: [SearchRequest.Match.all, .any])
    func `when no word stands anywhere, documents with pieces of them are found and marked`(
        match: SearchRequest.Match
    ) throws {
        let documents = [("甲", "船夫修理木桥。"), ("乙", "山中无事。"), ("丙", "桥头有木船。")]
        let found = try search("木桥工程 船夫生活", documents, match: match)
        #expect(found.numbers == [0])
        #expect(found.answer.hits.map(\.isPartial) == [true])
        #expect(
            found.answer.notices.first
                == SearchNotice(code: "pieces", message: "no document has any of the words; these have pieces of them"))
        #expect(try search("木桥工程", documents, match: match).numbers == [])
        #expect(try search("“木桥工程” 船夫生活", documents, match: match).numbers == [])
        #expect(try search("木桥工程 船夫生活 -山", documents, match: match).numbers == [])
    }

    @Test(arguments: [SearchRequest.Match.all, .any])
    func `behind few documents with a word come those with pieces, and are marked`(match: SearchRequest.Match) throws {
        let documents = [("甲", "船夫修理木桥。"), ("乙", "山中无事。"), ("丙", "桥头的木桥工程。"), ("丁", "船夫，船夫。")]
        let found = try search("木桥工程 船夫生活", documents, match: match)
        #expect(found.numbers.first == 2)
        #expect(Set(found.numbers) == [0, 2, 3])
        // With all, the first lacks a word as well.
        #expect(found.answer.hits.map(\.isPartial) == [match == .all, true, true])
        #expect(found.answer.notices.last?.code == "some-pieces")
        #expect(found.answer.totalLower == 3)
        #expect(found.answer.totalUpper == 3)
        #expect(try search("木桥工程 船夫生活", documents, match: match, limit: 1).numbers == [2])
        #expect(try search("木桥工程 船夫生活", documents, match: match, limit: 2, offset: 1).numbers == [])
    }

    @Test func `pages follow each other without a gap or a repetition when windows order the first places`() throws {
        var random = SeededRandom.announced()
        let pieces = ["渡口", "薄雾", "清晨", "老人", "。江水流过。"]
        let documents = (0..<25).map { number in
            ("", (0..<120).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "\(number)")
        }
        let whole = try search("清晨渡口的薄雾和老人", documents, limit: 25).numbers
        #expect(Set(whole).count == 25)
        for size in [1, 4, 10, 13] {
            let pages = try stride(from: 0, to: 25, by: size).flatMap { offset in
                try search("清晨渡口的薄雾和老人", documents, limit: size, offset: offset).numbers
            }
            #expect(pages == whole, "pages of \(size)")
        }
    }
}
