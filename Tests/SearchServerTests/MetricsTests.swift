import Search
import Testing

@testable import SearchServer

struct MetricsTests {
    /// Reads the text form as strictly as Prometheus does: each sample after the type of its metric, names and labels well
    /// formed, no sample twice.
    private func samples(_ text: String) throws -> [String: Double] {
        try #require(text.hasSuffix("\n"))
        var samples: [String: Double] = [:]
        var types: [String: Substring] = [:]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.wholeMatch(of: /# HELP [a-z_]+ .+/) != nil { continue }
            if let type = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|histogram)/) {
                #expect(types.updateValue(type.2, forKey: String(type.1)) == nil, "\(line)")
                continue
            }
            let sample = try #require(
                line.wholeMatch(of: /([a-z_]+)(\{[a-z]+="[^"\\\n]*"(,[a-z]+="[^"\\\n]*")*\})? ([0-9.e+-]+)/), "\(line)")
            let name = String(sample.1).replacing(/_(bucket|sum|count)$/, with: "")
            let isTyped = types[String(sample.1)] != nil || types[name] == "histogram"
            #expect(isTyped, "\(line)")
            #expect(samples.updateValue(try #require(Double(sample.4)), forKey: "\(sample.1)\(sample.2 ?? "")") == nil)
        }
        return samples
    }

    @Test(arguments: Transport.allCases)
    func `requests are counted by endpoint and status`(transport: Transport) async throws {
        let service = StubService(
            search: { request throws(SearchError) in
                if request.query == "busy" { throw .busy(waiting: 3) }
                return .empty
            },
            status: {
                ServedIndexStatus(
                    indexPath: "/i", documentCount: 7, textBytes: 2, indexBytes: 300, generation: 4,
                    lastCommitSeconds: 9, repeatedSearches: 5)
            })
        let targets = [
            "/v1/search?q=a", "/v1/search?q=b", "/v1/search", "/v1/search?q=busy", "/v1/similar?path=/a", "/nowhere",
            "/healthz", "/v1/status", "/metrics", "/metrics",
        ]
        let text = targets.map { "GET \($0) HTTP/1.1\r\n\r\n" }.joined()
        let response = try #require(try await transport.exchange(text, with: service).last)
        #expect(response.status == 200)
        #expect(response.headers["content-type"] == "text/plain; version=0.0.4")
        let samples = try samples(response.body)
        let expected = [
            #"sou_requests_total{endpoint="search",status="200"}"#: 2.0,
            #"sou_requests_total{endpoint="search",status="400"}"#: 1,
            #"sou_requests_total{endpoint="search",status="503"}"#: 1,
            #"sou_requests_total{endpoint="similar",status="200"}"#: 1,
            #"sou_requests_total{endpoint="none",status="404"}"#: 1,
            #"sou_requests_total{endpoint="healthz",status="200"}"#: 1,
            #"sou_requests_total{endpoint="status",status="200"}"#: 1,
            #"sou_requests_total{endpoint="metrics",status="200"}"#: 1,
            #"sou_search_seconds_bucket{le="+Inf"}"#: 2,
            "sou_search_seconds_count": 2,
            "sou_busy_refusals_total": 1,
            "sou_refused_connections_total": 0,
            "sou_open_connections": transport == .socket ? 1 : 0,
            "sou_index_ready": 1,
            "sou_index_documents": 7,
            "sou_index_generation": 4,
            "sou_index_bytes": 300,
            "sou_index_text_bytes": 2,
            "sou_index_last_commit_timestamp_seconds": 9,
            "sou_repeated_searches_total": 5,
            #"sou_build_info{version="0.1.0"}"#: 1,
        ]
        for (name, value) in expected { #expect(samples[name] == value, "\(name)") }
        #expect(try #require(samples["sou_uptime_seconds"]) > 0)
        #expect(try #require(samples["sou_search_seconds_sum"]) > 0)
        #expect(samples.keys.filter { $0.hasPrefix("sou_requests_total") }.count == 8)
    }

    @Test func `a bucket holds all searches up to its bound`() throws {
        let metrics = Metrics()
        for milliseconds in [0.5, 0.6, 1, 40, 9000] { metrics.searched(.seconds(milliseconds / 1000)) }
        let samples = try samples(metrics.text(nil, version: "1", uptime: .seconds(1)))
        let buckets = [
            "0.0005": 1.0, "0.001": 3, "0.002": 3, "0.02": 3, "0.05": 4, "1": 4, "5": 4, "+Inf": 5,
        ]
        for (bound, count) in buckets {
            #expect(samples["sou_search_seconds_bucket{le=\"\(bound)\"}"] == count, "\(bound)")
        }
        #expect(samples["sou_search_seconds_count"] == 5)
        #expect(abs(try #require(samples["sou_search_seconds_sum"]) - 9.0421) < 1e-6)
    }

    @Test func `an index that is not there is told, and a service that does not answer spoils nothing`() async throws {
        let missing = StubService(status: {
            ServedIndexStatus(problem: .noIndex(path: "/i"), indexPath: "/i")
        })
        let samples = try samples(try await Transport.inProcess.get("/metrics", from: missing).body)
        #expect(samples["sou_index_ready"] == 0)
        #expect(samples["sou_index_documents"] == nil)
        let busy = StubService(status: { () throws(SearchError) in throw .busy(waiting: 64) })
        let response = try await Transport.inProcess.get("/metrics", from: busy)
        #expect(response.status == 200)
        let known = try self.samples(response.body)
        #expect(known["sou_busy_refusals_total"] == 1)
        #expect(known["sou_index_ready"] == nil)
    }

    @Test func `labels are escaped`() throws {
        var text = PrometheusText()
        text.sample("a", labels: [("b", "\"\\\n")], 1.5)
        #expect(text.text == #"a{b="\"\\\n"} 1.5"# + "\n")
    }
}
