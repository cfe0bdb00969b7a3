import Foundation
import SystemPackage
import TestSupport
import Testing

/// The five real documents, indexed, served and asked with the programs themselves.
@Suite(
    .enabled(if: Installation.isBuilt, "the programs are not beside the tests"),
    .enabled(if: SharedFolder.isRequired("seeds"), "\(SharedFolder.absence)"))
struct SeedDocumentsTests {
    /// Each query with the beginning of the name of the document that must come first, and a mark of its snippet.
    private static let queries = [
        ("雷军", nil, "雷军"), ("造车", "004", "造车"), ("车", "004", "车"), ("计算机还是", "004", "计算机\n还是"),
        ("旧有的商业形态", "004", "旧\n有的商业形态"), ("智能家居", nil, nil), ("一家公司", "004", nil), ("全面屏", "001", "全面屏"),
        ("小米5", "000", "小米5"), ("小米5s", "000", "小米5s"), ("AIoT", "002", "AIoT"), ("All in IoT", "002", "IoT"),
        ("3D陶瓷", "000", "3D陶瓷"), ("96.9", "001", "96.9"), ("1.55um", "000", "1.55um"), ("澎湃s1", "001", "澎湃S1"),
        ("“感动人心”", nil, "感动人心"), ("感動人心", nil, "感动人心"), ("電商", nil, "电商"), ("Ｒｅｄｍｉ", "002", "Redmi"),
        ("高端 造车", "004", nil),
    ]

    @Test func `the real documents are found where they should be, with whole matches marked`() async throws {
        let seeds = try #require(SharedFolder.path("seeds"))
        try await withTemporaryFolder { folder in
            let installation = try Installation(folder)
            let build = try await installation.build(seeds)
            #expect(build.status == 0 && build.output.hasPrefix("5 documents, "))
            try await installation.startDaemon()
            for (query, document, mark) in Self.queries {
                let hits = try await installation.hits(query)
                let first = try #require(hits.first, "\(query)")
                if let document {
                    // The name alone: the folder may be a link, and the index has what it leads to.
                    let name = (first["path"] as? String)?.split(separator: "/").last
                    #expect(name?.hasPrefix("\(document)_") == true, "\(query)")
                }
                let marks = (first["snippet"] as? [[String: Any]] ?? []).filter { $0["match"] as? Bool == true }
                #expect(!marks.isEmpty, "\(query)")
                if let mark { #expect(marks.contains { $0["text"] as? String == mark }, "\(query)") }
                #expect(try lineHasMatch(first, marks), "\(query)")
            }
            #expect(try await installation.hits("高端 造车").count == 1)
            // Attributes, comments and hidden paragraphs are no text.
            for query in ["EmImageRemark", "EM_StockImg", "webquoteklinepic"] {
                #expect(try await installation.hits("\"\(query)\"").isEmpty, "\(query)")
            }
            let daemon = try await installation.stopDaemon()
            #expect(daemon?.status == 0)
        }
    }

    @Test func `front matter gives titles, an author and dates`() async throws {
        let seeds = try #require(SharedFolder.path("seeds"))
        try await withTemporaryFolder { folder in
            let installation = try Installation(folder)
            _ = try await installation.build(seeds)
            try await installation.startDaemon()
            let post = try #require(try await installation.hits("双引擎战略").first)
            #expect((post["title"] as? String)?.hasSuffix("AllinAIoT") == true)
            #expect(post["author"] as? String == "wetech")
            #expect(post["date"] as? String == "2019-01-11T15:33:00Z")
            let other = try #require(try await installation.hits("高端化战略工作组").first)
            #expect((other["title"] as? String)?.hasSuffix("之路能走通吗？") == true)
            #expect(other["date"] as? String == "2022-02-08T12:53:15Z")
            _ = try await installation.stopDaemon()
        }
    }

    /// True when the line that a hit names holds the beginning of its first mark.
    private func lineHasMatch(_ hit: [String: Any], _ marks: [[String: Any]]) throws -> Bool {
        let path = try #require(hit["path"] as? String)
        let line = try #require(hit["line"] as? Int)
        let mark = try #require(marks.first?["text"] as? String).split(separator: "\n")[0]
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.contains(line - 1) && lines[line - 1].contains(mark)
    }
}
