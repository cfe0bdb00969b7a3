import Analysis
import IndexSchema
import Search
import SystemPackage
import TestSupport
import Testing
import XapianIndex

@Suite struct IndexSearchServiceTests {
    private static let documents: [SampleIndex.Document] = [
        .init(
            name: "书.txt", title: "创业笔记",
            text: "个人计算机\n还是互联网的中心，旧\n有的商业形态被改写。\n后来谈到高端化，也谈到造车。", lines: [1, 5]),
        .init(
            name: "手机.txt", title: "手机发布会", text: "小米 5 发布，全面屏与3D陶瓷，增长96.9%。感動人心。",
            dateSeconds: 1_546_300_800),
        .init(
            name: "双引擎.txt", title: "“手机+AIoT”双引擎", text: "AIoT就是All in IoT。\n\n第二段说造车的事。",
            dateSeconds: 1_483_228_800),
        .init(name: "空.txt", title: "空", text: ""),
    ]

    /// Answers one request to a service over the sample documents.
    private func answer(_ request: SearchRequest) async throws -> SearchAnswer {
        try await withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(generation: 1, Self.documents)
            return try await withService(folder) { try await $0.search(request) }
        }
    }

    private func withService<Result>(
        _ folder: FilePath, threads: Int = 2, queueLimit: Int = 64, _ body: (IndexSearchService) async throws -> Result
    ) async throws -> Result {
        let service = try IndexSearchService(
            folder: folder, analyzer: try Analyzer(), threads: threads, queueLimit: queueLimit)
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(service)) } catch { result = .failure(error) }
        await service.shutdown()
        return try result.get()
    }

    private func request(_ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) -> SearchRequest {
        var request = SearchRequest(query: query, deadline: .now + .seconds(20))
        change(&request)
        return request
    }

    private func names(_ answer: SearchAnswer) -> [String] {
        answer.hits.map { String(decoding: $0.path, as: UTF8.self).replacing("/文档/", with: "") }
    }

    /// `之前【命中】之后`
    private func rendered(_ hit: SearchHit) -> String {
        hit.snippet.map { $0.isMatch ? "【\($0.text)】" : $0.text }.joined()
    }

    @Test(arguments: [
        ("计算机还是", ["书.txt"]),
        ("旧有的商业形态", ["书.txt"]),
        ("造车", ["双引擎.txt", "书.txt"]),
        ("车", ["双引擎.txt", "书.txt"]),
        ("高端 造车", ["书.txt"]),
        ("小米5", ["手机.txt"]),
        ("全面屏", ["手机.txt"]),
        ("3D陶瓷", ["手机.txt"]),
        ("96.9", ["手机.txt"]),
        ("96", []),
        ("“感动人心”", ["手机.txt"]),
        ("感動人心", ["手机.txt"]),
        ("ＡＩｏＴ", ["双引擎.txt"]),
        ("All in IoT", ["双引擎.txt"]),
        ("\"手机+AIoT\"", ["双引擎.txt"]),
        ("\"手机AIoT\"", []),
        // A title's words count, and its pairs do not run into the body.
        ("双引擎", ["双引擎.txt"]),
        ("\"发布会小米\"", []),
        ("没有的词", []),
    ])
    func `a query finds the documents that have it`(query: String, expected: [String]) async throws {
        let answer = try await answer(request(query))
        // The order of equals is not the subject here.
        #expect(names(answer).sorted() == expected.sorted())
        #expect(answer.hits.allSatisfy { !$0.isPartial })
    }

    @Test func `a hit shows the place, across a hard wrap, with the line of the file`() async throws {
        let answer = try await answer(request("计算机还是"))
        let hit = try #require(answer.hits.first)
        #expect(rendered(hit).hasPrefix("个人【计算机\n还是】互联网的中心"))
        // The sample says that its text begins on line 5 of the file.
        #expect(hit.line == 5)
        #expect(hit.isExact)
        #expect(hit.title == "创业笔记")
        #expect(hit.type == "text/plain")
    }

    @Test func `a match in the title alone shows the beginning of the text and no line`() async throws {
        let answer = try await answer(request("双引擎"))
        let hit = try #require(answer.hits.first)
        #expect(hit.line == nil)
        #expect(rendered(hit) == "AIoT就是All in IoT。")
    }

    @Test func `documents that contain a question as it was typed come first`() async throws {
        let filler = String(repeating: "高端战略怎么走高端化战略小米战略怎么走。", count: 3)
        try await withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(
                generation: 1,
                [
                    .init(name: "近.txt", title: "近", text: filler),
                    .init(name: "整.txt", title: "整", text: String(repeating: "别的话。", count: 500) + "小米高端化战略怎么走"),
                ])
            let answer = try await withService(folder) { try await $0.search(self.request("小米高端化战略怎么走")) }
            #expect(names(answer) == ["整.txt", "近.txt"])
            #expect(answer.hits.map(\.isExact) == [true, false])
        }
    }

    @Test func `if no document has all words, those with most of them are marked and a notice says so`() async throws {
        let answer = try await answer(request("全面屏 陶瓷 造车"))
        #expect(names(answer).first == "手机.txt")
        #expect(answer.hits.count == 3)
        #expect(answer.hits.allSatisfy { $0.isPartial })
        #expect(
            answer.notices == [
                SearchNotice(code: "partial", message: "no document has all of the words; these have most of them")
            ])
    }

    @Test func `with any, one word is enough and no hit is partial`() async throws {
        let answer = try await answer(request("全面屏 造车") { $0.match = .any })
        #expect(Set(names(answer)) == ["手机.txt", "书.txt", "双引擎.txt"])
        #expect(answer.hits.allSatisfy { !$0.isPartial })
        #expect(answer.notices.isEmpty)
    }

    @Test func `an exact count is the number of documents whose text was verified`() async throws {
        let answer = try await answer(
            request("\"手机AIoT\"") {
                $0.countsExactly = true
                $0.limit = 0
            })
        #expect([answer.totalLower, answer.totalEstimated, answer.totalUpper] == [0, 0, 0])
        let some = try await self.answer(
            request("造车") {
                $0.countsExactly = true
                $0.limit = 0
            })
        #expect([some.totalLower, some.totalEstimated, some.totalUpper] == [2, 2, 2])
        #expect(some.hits.isEmpty)
    }

    @Test func `an exact count in an empty index ends`() async throws {
        try await withTemporaryFolder { folder in
            try SampleIndex(folder: folder).write(generation: 1, [])
            let answer = try await withService(folder) { service in
                try await service.search(self.request("高端化") { $0.countsExactly = true })
            }
            #expect([answer.totalLower, answer.totalEstimated, answer.totalUpper] == [0, 0, 0])
        }
    }

    @Test(arguments: [
        // A stem may begin otherwise than its word.
        ("高端化 ёлка", "красивые ёлки"),
        ("高端化 كتاب", "الكتاب"),
        // A word of a question counts in any of its forms.
        ("高端化 phones小米高端战略", "one phone"),
    ])
    func `with any, a document that has another form of a word is found and shows it`(
        query: String, text: String
    ) async throws {
        try await withTemporaryFolder { folder in
            try SampleIndex(folder: folder).write(generation: 1, [.init(name: "a", title: "a", text: text)])
            let answer = try await withService(folder) { service in
                try await service.search(self.request(query) { $0.match = .any })
            }
            #expect(answer.hits.map { $0.snippet.contains { $0.isMatch } } == [true])
        }
    }

    @Test func `an exact count does not count documents that have only some of the words`() async throws {
        let answer = try await answer(request("全面屏 造车") { $0.countsExactly = true })
        #expect([answer.totalLower, answer.totalEstimated, answer.totalUpper] == [0, 0, 0])
        #expect(answer.hits.isEmpty && answer.notices.isEmpty)
    }

    @Test func `pages follow each other without a gap or a repetition`() async throws {
        try await withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            // Every third document has the pairs of the phrase but not the phrase.
            let documents = (0..<300).map { number in
                SampleIndex.Document(
                    name: "\(number)", title: "\(number)",
                    text: number % 3 == 0 ? "高端，端化" : "高端化" + String(repeating: "字", count: number))
            }
            try index.write(generation: 1, documents)
            try await withService(folder) { service in
                var paged: [String] = []
                for offset in stride(from: 0, to: 220, by: 20) {
                    let answer = try await service.search(
                        self.request("高端化") {
                            $0.offset = offset
                            $0.limit = 20
                        })
                    paged += self.names(answer)
                }
                let whole = try await service.search(self.request("高端化") { $0.limit = 1000 })
                #expect(paged == self.names(whole))
                #expect(paged.count == 200)
                #expect(whole.totalLower == 200 && whole.totalUpper == 200)
            }
        }
    }

    @Test(arguments: [
        (SearchRequest.Sort.newestFirst, ["手机.txt", "双引擎.txt"]),
        (.oldestFirst, ["双引擎.txt", "手机.txt"]),
        (.path, ["双引擎.txt", "手机.txt"]),
        (.largestFirst, ["手机.txt", "双引擎.txt"]),
        (.smallestFirst, ["双引擎.txt", "手机.txt"]),
    ])
    func `hits are sorted as asked`(sort: SearchRequest.Sort, expected: [String]) async throws {
        let answer = try await answer(request("手机") { $0.sort = sort })
        #expect(names(answer) == expected)
    }

    @Test func `an empty query is answered with a notice`() async throws {
        let answer = try await answer(request(" ，"))
        #expect(answer.hits.isEmpty)
        #expect(answer.notices.map(\.code) == ["nothing-to-search"])
    }

    @Test func `an explanation shows the tree, the plan and the steps`() async throws {
        let answer = try await answer(request("雷军 \"造车\"") { $0.explains = true })
        let explanation = try #require(answer.explanation)
        #expect(explanation.tree == "(AND 雷军 (EXACT 造车))")
        #expect(explanation.plan == "sequence(雷军) sequence(造车)")
        #expect(explanation.timings.map(\.step) == ["parse", "plan", "search", "snippets"])
        let nothing = try await self.answer(request("海盗") { $0.explains = true })
        #expect(
            nothing.explanation?.timings.map(\.step) == ["parse", "plan", "search", "did-you-mean", "snippets"])
    }

    // MARK: The life of an index

    @Test func `without an index every search says so, and an index that appears is served at once`() async throws {
        try await withTemporaryFolder { folder in
            let service = try IndexSearchService(folder: folder, analyzer: try Analyzer(), threads: 1, queueLimit: 4)
            await #expect(throws: SearchError.noIndex(path: folder.string)) {
                try await service.search(self.request("造车"))
            }
            #expect(try await service.status().problem == .noIndex(path: folder.string))
            try SampleIndex(folder: folder).write(generation: 1, Self.documents)
            #expect(try await service.search(self.request("造车")).hits.count == 2)
            let status = try await service.status()
            #expect(status.problem == nil)
            #expect(status.documentCount == 4)
            #expect(status.generation == 1)
            #expect(status.textBytes == 123)
            #expect(status.lastCommitSeconds == 1_700_000_000)
            #expect(try #require(status.indexBytes) > 0)
            await service.shutdown()
        }
    }

    @Test func `generations change under steady load without a failed search or a mixed answer`() async throws {
        try await withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            func documents(_ generation: Int) -> [SampleIndex.Document] {
                (0..<20).map { .init(name: "\($0)", title: "第\(generation)代", text: "造车") }
            }
            try index.write(generation: 1, documents(1))
            try await withService(folder) { service in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            for _ in 0..<100 {
                                let answer = try await service.search(self.request("造车") { $0.limit = 20 })
                                #expect(answer.hits.count == 20)
                                #expect(Set(answer.hits.map(\.title)).count == 1)
                            }
                        }
                    }
                    for generation in 2...15 {
                        try index.write(generation: generation, documents(generation))
                        let old = folder.appending(IndexLayout.generationName(generation - 1))
                        try removeFolder(old)
                        try await Task.sleep(for: .milliseconds(5))
                    }
                    try await group.waitForAll()
                }
                let last = try await service.search(self.request("造车"))
                #expect(last.hits.first?.title == "第15代")
            }
        }
    }

    @Test func `an index of another analyzer or format is refused with the remedy`() async throws {
        try await withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(generation: 1, Self.documents, fingerprint: "sou-analysis 0")
            try await withService(folder) { service in
                let error = await #expect(throws: SearchError.self) { try await service.search(self.request("造车")) }
                #expect(
                    error?.description == "cannot search the index '\(folder)': written by another analyzer "
                        + "(sou-analysis 0), this build has \(index.analyzer.fingerprint)")
                #expect(error?.remedy == "run 'sou-index build'")
                try index.write(generation: 2, Self.documents, format: "99")
                let format = await #expect(throws: SearchError.self) { try await service.search(self.request("造车")) }
                #expect(
                    format?.description
                        == "cannot search the index '\(folder)': written in format 99, this build reads 5")
            }
        }
    }

    @Test func `a damaged index is an error that names the remedy, and the next generation is served`() async throws {
        try await withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(generation: 1, Self.documents)
            let generation = folder.appending(IndexLayout.generationName(1))
            try TestSupport.write(Array("not a database".utf8), to: generation.appending("iamglass"))
            try await withService(folder) { service in
                let error = await #expect(throws: SearchError.self) { try await service.search(self.request("造车")) }
                #expect(error?.remedy == "run 'sou-index check'")
                try index.write(generation: 2, Self.documents)
                #expect(try await service.search(self.request("造车")).hits.count == 2)
            }
        }
    }

    @Test func `a text that is not UTF-8 is an error, however it is stored`() async throws {
        for end: [UInt8] in [[0xE9], [0xE9, 0x80], [0xF0, 0x9F], [0xC2], [0xFF], [0x80]] {
            for repeats in [1, 1000] {
                try await withTemporaryFolder { folder in
                    try SampleIndex(folder: folder).write(generation: 1, Self.documents)
                    let generation = folder.appending(IndexLayout.generationName(1))
                    var writer = try IndexWriter(path: generation, opening: .existing)
                    let record = DocumentRecord(
                        path: Array("/坏".utf8), title: "坏", mediaType: "text/plain", encoding: nil, sizeBytes: 0,
                        modifiedNanoseconds: 0, inode: 0, device: 0)
                    let text = Array(String(repeating: "海盗", count: repeats).utf8) + end
                    var document = IndexDocument()
                    try record.encoded(text: text).withUnsafeBufferPointer { document.setData($0) }
                    Array("海盗".utf8).withUnsafeBufferPointer { document.addTerm($0) }
                    try writer.add(document)
                    try writer.close()
                    let damaged = SearchError.unreadableIndex(
                        path: folder.string, detail: "cannot read a document's record: its text is damaged")
                    try await withService(folder) { service in
                        await #expect(throws: damaged) { try await service.search(self.request("海盗")) }
                        await #expect(throws: damaged) {
                            try await service.suggest(SuggestRequest(text: "海盗", deadline: .now + .seconds(20)))
                        }
                        let others = try await service.search(self.request("造车"))
                        #expect(others.hits.count == 2)
                    }
                }
            }
        }
    }

    @Test func `a deadline that has passed is an error, not an empty answer`() async throws {
        await #expect(throws: SearchError.deadlinePassed) {
            try await self.answer(self.request("造车") { $0.deadline = .now - .seconds(1) })
        }
    }

    @Test func `a full queue refuses, and a closed one says that the daemon is stopping`() async throws {
        try await withTemporaryFolder { folder in
            try SampleIndex(folder: folder).write(generation: 1, Self.documents)
            let service = try IndexSearchService(folder: folder, analyzer: try Analyzer(), threads: 1, queueLimit: 1)
            let outcomes = await withTaskGroup(of: SearchError?.self) { group in
                for _ in 0..<200 {
                    group.addTask {
                        do throws(SearchError) {
                            _ = try await service.search(self.request("造车"))
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                return await group.reduce(into: [SearchError?]()) { $0.append($1) }
            }
            #expect(outcomes.contains(nil))
            #expect(outcomes.contains(.busy(waiting: 1)))
            await service.shutdown()
            await #expect(throws: SearchError.shuttingDown) { try await service.search(self.request("造车")) }
        }
    }

    @Test func `threads that help change no answer, of short texts and long ones`() async throws {
        var random = SeededRandom.announced()
        let words = ["小米", "手机", "造车", "全面屏", "双引擎", "计算机", "phones", "running", "AIoT", "5"]
        let documents = (0..<60).map { number in
            let count = number % 20 == 0 ? 3000 : Int.random(in: 5...200, using: &random)
            let text = (0..<count).map { _ in
                (words.randomElement(using: &random) ?? "")
                    + ["，", "。", "的", "\n\n"][Int.random(in: 0..<4, using: &random)]
            }
            return SampleIndex.Document(name: "\(number).txt", title: "第\(number)篇", text: text.joined())
        }
        try await withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(
                generation: 1, documents,
                layout: TextBlockLayout(wholeBytes: 4000, blockBytes: 2000, bytesAfter: 500, bytesBefore: 100))
            let alone = try IndexSearchService(
                folder: folder, analyzer: try Analyzer(), threads: 1, queueLimit: 64)
            let helped = try IndexSearchService(
                folder: folder, analyzer: try Analyzer(), threads: 3, cacheBytes: 1 << 20, queueLimit: 64)
            for _ in 0..<40 {
                let query = (0..<Int.random(in: 1...4, using: &random))
                    .map { _ in words.randomElement(using: &random) ?? "" }
                    .joined(separator: ["", " "][Int.random(in: 0..<2, using: &random)])
                let (one, many) = (
                    try await alone.search(request(query)), try await helped.search(request(query))
                )
                #expect(names(one) == names(many), "\(query)")
                #expect(one.hits.map(\.score) == many.hits.map(\.score), "\(query)")
                #expect(one.hits.map(rendered) == many.hits.map(rendered), "\(query)")
                #expect(one.hits.map(\.isExact) == many.hits.map(\.isExact), "\(query)")
            }
            await alone.shutdown()
            await helped.shutdown()
        }
    }
}
