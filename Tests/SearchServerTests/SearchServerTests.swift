import FoundationEssentials
import IndexSchema
import Search
import Testing
import Wire

@testable import SearchServer

/// What a client sees, in process and over a real socket.
struct SearchServerTests {
    @Test(arguments: Transport.allCases)
    func `an answer is the JSON of the contract`(transport: Transport) async throws {
        let hit = SearchHit(
            path: Array("/文档/智能 家居.md".utf8) + [0xFF], title: "智能家居", author: "兰", dateSeconds: 1_483_142_400,
            type: "text/markdown", sizeBytes: 5688, line: 37, score: 17.25, isExact: true,
            snippet: [.init(text: "走向", isMatch: false), .init(text: "智能家居", isMatch: true)])
        let service = StubService { _ in
            SearchAnswer(
                hits: [hit], totalLower: 12, totalEstimated: 14, totalUpper: 20,
                notices: [SearchNotice(code: "partial", message: "不是全部")],
                explanation: SearchExplanation(
                    tree: "(AND 智能)", plan: "(OR 智 能)", timings: [(step: "parse", milliseconds: 0.5)]))
        }
        let response = try await transport.get("/v1/search?q=%E6%99%BA%E8%83%BD&explain=true", from: service)
        #expect(response.status == 200)
        #expect(response.headers["content-type"] == "application/json; charset=utf-8")
        let body = response.body.replacing(/"took_ms":[0-9]+(\.[0-9]{1,3})?/, with: #""took_ms":0"#)
        #expect(
            body == #"{"explain":{"plan":"(OR 智 能)","timings":[{"ms":0.5,"step":"parse"}],"tree":"(AND 智能)"},"#
                + #""hits":[{"author":"兰","date":"2016-12-31T00:00:00Z","exact":true,"line":37,"#
                + #""path":"/文档/智能 家居.md\\xFF","score":17.25,"size":5688,"#
                + #""snippet":[{"text":"走向"},{"match":true,"text":"智能家居"}],"title":"智能家居","type":"text/markdown","#
                + #""uri":"file:///%E6%96%87%E6%A1%A3/%E6%99%BA%E8%83%BD%20%E5%AE%B6%E5%B1%85.md%FF"}],"#
                + #""notices":[{"code":"partial","message":"不是全部"}],"query":"智能","took_ms":0,"#
                + #""total":{"estimated":14,"lower":12,"upper":20}}"#)
    }

    @Test(arguments: Transport.allCases)
    func `fields that are absent are left out`(transport: Transport) async throws {
        let hit = SearchHit(path: [], title: "", type: "t", sizeBytes: 0, score: 0, isPartial: true, snippet: [])
        let service = StubService { _ in
            SearchAnswer(hits: [hit], totalLower: 1, totalEstimated: 1, totalUpper: 1)
        }
        let body = try await transport.get("/v1/search?q=", from: service).body
        #expect(
            body.contains(
                #""hits":[{"partial":true,"path":"","score":0,"size":0,"snippet":[],"title":"","type":"t","uri":"file://"}]"#
            ))
        #expect(!body.contains("explain"))
        #expect(body.contains(#""query":"""#))
    }

    @Test(arguments: Transport.allCases)
    func `facets are asked for in a list and told by name`(transport: Transport) async throws {
        let service = StubService { _ in
            var answer = SearchAnswer.empty
            answer.facets = [
                Facet(field: .tag, values: [.init(value: "AI", count: 12)], isExact: true),
                Facet(field: .year, values: [], isExact: false),
            ]
            return answer
        }
        let body = try await transport.get("/v1/search?q=a&facet=tag,year,tag", from: service).body
        #expect(service.requests.map(\.facets) == [[.tag, .year]])
        #expect(
            body.hasPrefix(
                #"{"facets":{"tag":{"exact":true,"values":[{"count":12,"value":"AI"}]},"year":{"exact":false,"values":[]}},"#
            ))
        let all = try await transport.get("/v1/search?q=a&facet=author%2Ctype", from: service)
        #expect(all.status == 200 && service.requests.last?.facets == [.author, .type])
    }

    @Test func `a hit names its page, and its encoding when that is not UTF-8`() async throws {
        func hits(_ encoding: String?, _ confidence: Double?, page: Int?) async throws -> String {
            let hit = SearchHit(
                path: [], title: "", type: "t", encoding: encoding, encodingConfidence: confidence, sizeBytes: 0,
                page: page, score: 0, snippet: [])
            let service = StubService { _ in
                SearchAnswer(hits: [hit], totalLower: 1, totalEstimated: 1, totalUpper: 1)
            }
            return try await Transport.allCases[0].get("/v1/search?q=", from: service).body
        }
        let guessed = try await hits("GB18030", 0.97, page: 12)
        #expect(guessed.contains(#""hits":[{"encoding":"GB18030","encoding_confidence":0.97,"page":12,"path":"""#))
        for known in ["UTF-8", "US-ASCII", nil] {
            #expect(try await !hits(known, 0.9, page: nil).contains("encoding"))
        }
    }

    @Test(arguments: Transport.allCases)
    func `every parameter reaches the service`(transport: Transport) async throws {
        let service = StubService()
        let targets = [
            "/v1/search?q=%e8%bd%a6+a%2Bb",
            "/v1/search?sort=-date&q=&limit=1000&offset=1000000000&match=any&count=exact",
            "http://sou/v1/search?q=x&&sort=date&explain=true&", "/v1/search?q=a=b&sort=size&limit=0",
            "/v1/search?q&sort=-size",
            "/v1/search?%71=1&sort=path", "/v1/search?q=1&sort=relevance&match=all",
        ]
        let before = ContinuousClock.now
        for target in targets { #expect(try await transport.get(target, from: service).status == 200) }
        let seen = service.requests
        try #require(seen.count == targets.count)
        #expect(seen.map(\.query) == ["车 a+b", "", "x", "a=b", "", "1", "1"])
        #expect(seen.map(\.limit) == [10, 1000, 10, 0, 10, 10, 10])
        #expect(seen.map(\.offset) == [0, 1_000_000_000, 0, 0, 0, 0, 0])
        #expect(
            seen.map(\.sort) == [
                .relevance, .newestFirst, .oldestFirst, .smallestFirst, .largestFirst, .path, .relevance,
            ])
        #expect(seen.map(\.match) == [.all, .any, .all, .all, .all, .all, .all])
        #expect(seen.map(\.countsExactly) == [false, true, false, false, false, false, false])
        #expect(seen.map(\.explains) == [false, false, true, false, false, false, false])
        for request in seen {
            #expect((before + .seconds(2)...ContinuousClock.now + .seconds(2)).contains(request.deadline))
        }
    }

    @Test(
        arguments: Transport.allCases,
        [
            (
                "/v1/search?q=a&lmit=3", 400, "parameter",
                "cannot use the parameter 'lmit': known parameters here are "
                    + "q, limit, offset, sort, match, count, facet, explain"
            ),
            ("/v1/search?q=a&q=b", 400, "parameter", "cannot use the parameter 'q': it is given more than once"),
            ("/v1/search", 400, "parameter", "cannot search: the parameter 'q' is missing"),
            (
                "/v1/search?q=a&limit=1001", 400, "parameter",
                "cannot use the parameter 'limit': it must be a whole number from 0 to 1000, not '1001'"
            ),
            (
                "/v1/search?q=a&limit=-1", 400, "parameter",
                "cannot use the parameter 'limit': it must be a whole number from 0 to 1000, not '-1'"
            ),
            (
                "/v1/search?q=a&limit=", 400, "parameter",
                "cannot use the parameter 'limit': it must be a whole number from 0 to 1000, not ''"
            ),
            (
                "/v1/search?q=a&offset=99999999999999999999", 400, "parameter",
                "cannot use the parameter 'offset': it must be a whole number from 0 to 1000000000, "
                    + "not '99999999999999999999'"
            ),
            (
                "/v1/search?q=a&sort=size-", 400, "parameter",
                "cannot use the parameter 'sort': it must be one of relevance, date, -date, path, size, -size, not 'size-'"
            ),
            (
                "/v1/search?q=a&match=some", 400, "parameter",
                "cannot use the parameter 'match': it must be one of all, any, not 'some'"
            ),
            (
                "/v1/search?q=a&count=about", 400, "parameter",
                "cannot use the parameter 'count': it must be 'exact', not 'about'"
            ),
            (
                "/v1/search?q=a&explain=1", 400, "parameter",
                "cannot use the parameter 'explain': it must be 'true', not '1'"
            ),
            (
                "/v1/search?q=a&facet=tag,colour", 400, "parameter",
                "cannot use the parameter 'facet': it must be a list, with commas, of author, tag, type, year, "
                    + "not 'tag,colour'"
            ),
            (
                "/v1/search?q=a&facet=", 400, "parameter",
                "cannot use the parameter 'facet': it must be a list, with commas, of author, tag, type, year, not ''"
            ),
            (
                "/v1/search?q=%E8%BD", 400, "parameter",
                "cannot read the parameter '%E8%BD': its percent-encoding is broken or is not UTF-8"
            ),
            (
                "/v1/search?q=100%", 400, "parameter",
                "cannot read the parameter '100%': its percent-encoding is broken or is not UTF-8"
            ),
            (
                "/v1/search?q=%+1", 400, "parameter",
                "cannot read the parameter '%+1': its percent-encoding is broken or is not UTF-8"
            ),
            (
                "/v1/search?q=\(String(repeating: "a", count: 4097))", 400, "query-too-long",
                "cannot search: the query has 4097 characters, at most 4096 are allowed"
            ),
            ("/healthz?q=a", 400, "parameter", "cannot use the parameter 'q': no parameters are known here"),
            ("/v1/status?a", 400, "parameter", "cannot use the parameter 'a': no parameters are known here"),
            (
                "/v1/\(String(repeating: "x", count: 80))", 404, "unknown-path",
                "cannot find '/v1/\(String(repeating: "x", count: 56))…': the paths here are /v1/search, /v1/similar, /v1/suggest, /v1/status, /healthz, /metrics"
            ),
            (
                "/", 404, "unknown-path",
                "cannot find '/': the paths here are /v1/search, /v1/similar, /v1/suggest, /v1/status, /healthz, /metrics"
            ),
        ])
    func `a request that cannot be meant is refused`(
        transport: Transport, row: (target: String, status: Int, word: String, detail: String)
    ) async throws {
        let service = StubService()
        let response = try await transport.get(row.target, from: service)
        #expect(response.status == row.status)
        let problem = try response.problem
        #expect(problem.detail == row.detail)
        #expect(problem.type == "urn:sou:problem:\(row.word)")
        #expect(service.requests.isEmpty)
    }

    @Test(arguments: Transport.allCases)
    func `a query of 4096 characters is taken`(transport: Transport) async throws {
        // Two scalars, one character: e and a combining acute accent.
        let query = String(repeating: "e%CC%81", count: 2000) + String(repeating: "a", count: 2096)
        let service = StubService()
        #expect(try await transport.get("/v1/search?q=\(query)", from: service).status == 200)
        #expect(service.requests.first?.query.count == 4096)
    }

    @Test(arguments: Transport.allCases, ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
    func `another method is refused with those that are allowed`(transport: Transport, method: String) async throws {
        let text = "\(method) /v1/search?q=a HTTP/1.1\r\nContent-Length: 0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n"
        let responses = try await transport.exchange(text, with: StubService())
        #expect(responses.map(\.status) == [405, 200])
        #expect(responses.first?.headers["allow"] == "GET, HEAD")
        #expect(try responses.first?.problem.detail == "cannot \(method) '/v1/search': it is only for GET and HEAD")
    }

    @Test(arguments: Transport.allCases)
    func `HEAD is GET without the body`(transport: Transport) async throws {
        let text = "HEAD /v1/status HTTP/1.1\r\n\r\nHEAD /nothing HTTP/1.1\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n"
        let responses = try await transport.exchange(text, with: StubService(), bodiless: [0, 1])
        #expect(responses.map(\.status) == [200, 404, 200])
        #expect(responses[0].headers["content-length"] != "0")
        #expect(responses[2].body == "ok")
    }

    @Test(
        arguments: Transport.allCases,
        [
            (SearchError.noIndex(path: "/i"), 503, "no-index", "10"),
            (.incompatibleIndex(path: "/i", detail: "written in format 3"), 503, "incompatible-index", "60"),
            (.unreadableIndex(path: "/i", detail: "damaged"), 503, "unreadable-index", "60"),
            (.busy(waiting: 64), 503, "busy", "1"),
            (.shuttingDown, 503, "stopping", "1"),
            (.deadlinePassed, 504, "deadline", nil),
        ] as [(SearchError, Int, String, String?)])
    func `what the index cannot do is a problem with its remedy`(
        transport: Transport, row: (error: SearchError, status: Int, word: String, retryAfter: String?)
    ) async throws {
        let service = StubService(
            search: { _ throws(SearchError) in throw row.error },
            status: { () throws(SearchError) in throw row.error })
        for target in ["/v1/search?q=a", "/v1/status"] {
            let response = try await transport.get(target, from: service)
            #expect(response.status == row.status)
            #expect(response.headers["retry-after"] == row.retryAfter)
            let problem = try response.problem
            #expect(problem.type == "urn:sou:problem:\(row.word)")
            #expect(problem.detail == row.error.description)
            #expect(problem.remedy == row.error.remedy)
        }
        #expect(try await transport.get("/healthz", from: service).body == "ok")
    }

    @Test(arguments: Transport.allCases)
    func `an answer that JSON cannot hold is a problem and not a crash`(transport: Transport) async throws {
        let service = StubService { _ in
            let hit = SearchHit(path: [], title: "", type: "", sizeBytes: 0, score: .nan, snippet: [])
            return SearchAnswer(hits: [hit], totalLower: 1, totalEstimated: 1, totalUpper: 1)
        }
        let response = try await transport.get("/v1/search?q=a", from: service)
        #expect(response.status == 500)
        let problem = try response.problem
        #expect(problem.detail.hasPrefix("cannot write the answer: "))
        #expect(problem.remedy == "report this as a mistake in soud")
    }

    @Test(
        arguments: Transport.allCases,
        [
            (
                ServedIndexStatus(indexPath: "/i"),
                #"{"index":"/i","state":"ready","uptime_seconds":0,"version":"0.1.0"}"#
            ),
            (
                ServedIndexStatus(problem: .noIndex(path: "/i"), indexPath: "/i"),
                #"{"index":"/i","problem":"cannot search: there is no index in '/i' yet; run 'sou-index build FOLDER'","#
                    + #""state":"no-index","uptime_seconds":0,"version":"0.1.0"}"#
            ),
            (
                ServedIndexStatus(
                    problem: .incompatibleIndex(path: "/i", detail: "d"), indexPath: "/i", documentCount: 1,
                    textBytes: 2,
                    indexBytes: 3, generation: 4, fingerprint: "f", lastCommitSeconds: 0,
                    watch: WatcherState(
                        processID: 7, activity: .updating, backlog: 1, watchedFolders: 2, unwatchedFolders: 3,
                        problems: ["p"], documents: 4, updatedSeconds: 60, writtenSeconds: 61)),
                #"{"documents":1,"fingerprint":"f","generation":4,"index":"/i","index_bytes":3,"#
                    + #""last_commit":"1970-01-01T00:00:00Z","#
                    + #""problem":"cannot search the index '/i': d; run 'sou-index build'","#
                    + #""state":"unusable","text_bytes":2,"uptime_seconds":0,"version":"0.1.0","#
                    + #""watch":{"backlog":1,"documents":4,"last_update":"1970-01-01T00:01:00Z","pid":7,"problems":["p"],"#
                    + #""state":"updating","unwatched_folders":3,"watched_folders":2}}"#
            ),
        ])
    func `the status tells what is served`(
        transport: Transport, row: (status: ServedIndexStatus, body: String)
    ) async throws {
        let response = try await transport.get("/v1/status", from: StubService(status: { row.status }))
        #expect(response.status == 200)
        #expect(response.body.replacing(/"uptime_seconds":[0-9.e-]+/, with: #""uptime_seconds":0"#) == row.body)
    }
}
