import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct SearchTests {
    /// Searches the tea index.
    private func search<Result>(_ body: (IndexReader) throws -> Result) throws -> Result {
        try withTemporaryFolder { folder in
            try makeTeaIndex(folder.appending("index"))
            return try body(try IndexReader(path: folder.appending("index")))
        }
    }

    private static func term(_ term: String) -> IndexQuery { .term(Array(term.utf8)) }
    private static let slot: UInt32 = 0
    private static func number(_ number: Double) -> [UInt8] { SortableNumber.bytes(number) }

    /// A query of each kind, its text, and the documents it finds, by ID.
    static let rows: [(make: @Sendable () -> IndexQuery, text: String, found: [DocumentID])] = [
        ({ term("绿茶") }, "Query(绿茶)", [1, 3]),
        ({ .matchAll }, "Query(<alldocuments>)", [1, 2, 3]),
        ({ .matchNothing }, "Query()", []),
        ({ .and([term("绿茶"), term("壶")]) }, "Query((绿茶 AND 壶))", [3]),
        ({ .and([]) }, "Query()", []),
        ({ .or([term("红茶"), term("壶")]) }, "Query((红茶 OR 壶))", [2, 3]),
        ({ .or([]) }, "Query()", []),
        ({ .max([term("红茶"), term("壶")]) }, "Query((红茶 MAX 壶))", [2, 3]),
        ({ .synonym([term("红茶"), term("壶")]) }, "Query((红茶 SYNONYM 壶))", [2, 3]),
        ({ term("绿茶").andMaybe(term("壶")) }, "Query((绿茶 AND_MAYBE 壶))", [1, 3]),
        ({ term("绿茶").andNot(term("壶")) }, "Query((绿茶 AND_NOT 壶))", [1]),
        ({ term("茶").filter(term("Tgreen")) }, "Query((茶 FILTER Tgreen))", [1, 3]),
        ({ term("绿茶").scaled(by: 2.5) }, "Query(2.5 * 绿茶)", [1, 3]),
        ({ .valueAtLeast(slot, number(20)) }, "Query(VALUE_GE 0 \\xb1)", [1, 3]),
        ({ .valueAtMost(slot, number(20)) }, "Query(VALUE_LE 0 \\xb1)", [2, 3]),
        ({ .valueRange(slot, number(10), number(20)) }, "Query(VALUE_RANGE 0 \\xad \\xb1)", [2, 3]),
        ({ .valueRange(slot, number(20), number(10)) }, "Query()", []),
        ({ .termsStarting(with: Array("绿".utf8), limit: 10) }, "Query(WILDCARD SYNONYM 绿)", [1, 3]),
        ({ .termsStarting(with: Array("T".utf8), limit: 1) }, "Query(WILDCARD SYNONYM T)", [1, 3]),
        ({ .constantWeight(1.5) }, "Query(PostingSource(Xapian::FixedWeightPostingSource(wt=1.5)))", [1, 2, 3]),
    ]

    @Test(arguments: rows.indices)
    func `a query has a text form and finds its documents`(_ index: Int) throws {
        let row = Self.rows[index]
        #expect(row.make().description == row.text)
        let found = try search { try $0.search(row.make(), count: 10, order: .documentID) }
        #expect(found.matches.map(\.documentID) == row.found)
        #expect(found.matches.allSatisfy { $0.weight == 0 })
    }

    @Test func `BM25 ranks by frequency and length`() throws {
        let found = try search { try $0.search(Self.term("绿茶"), count: 10) }
        #expect(found.matches.map(\.documentID) == [3, 1])
        #expect(found.matches[0].weight > found.matches[1].weight)
        #expect(found.isCountExact)
        #expect(found.countEstimate == 2)
    }

    @Test func `BM25+ adds delta, so that a match weighs more`() throws {
        let query = Self.term("红茶")
        let (plain, plus) = try search {
            (try $0.search(query, count: 1), try $0.search(query, count: 1, weighting: .bm25Plus()))
        }
        #expect(plus.matches[0].weight > plain.matches[0].weight)
    }

    @Test func `a parameter of BM25 changes the weights`() throws {
        let query = Self.term("茶")
        let weights = try search { reader in
            try [0.0, 1.0].map { b in
                try reader.search(query, count: 3, weighting: .bm25(b: b)).matches.first { $0.documentID == 2 }?.weight
            }
        }
        #expect(weights[0] != weights[1])
    }

    @Test func `a scaled query weighs so much more`() throws {
        let weights = try search { reader in
            try [1.0, 3.0].map { try reader.search(Self.term("红茶").scaled(by: $0), count: 1).matches[0].weight }
        }
        #expect(abs(weights[1] - 3 * weights[0]) < 1e-9)
    }

    @Test func `a constant weight is added as it is`() throws {
        let query = Self.term("茶").filter(Self.term("红茶")).andMaybe(.constantWeight(100))
        let (plain, raised) = try search {
            (try $0.search(Self.term("茶").filter(Self.term("红茶")), count: 1), try $0.search(query, count: 1))
        }
        #expect(abs(raised.matches[0].weight - plain.matches[0].weight - 100) < 1e-9)
    }

    @Test func `a constant weight can be used in several searches and shards`() throws {
        try withTemporaryFolder { folder in
            try makeTeaIndex(folder.appending("a"))
            try makeTeaIndex(folder.appending("b"))
            try edit(folder.appending("XAPIANDB")) { $0 = Array("auto a\nauto b\n".utf8) }
            let reader = try IndexReader(path: folder)
            let query = IndexQuery.constantWeight(2)
            for _ in 0..<2 {
                let found = try reader.search(query, count: 10)
                #expect(found.matches.map(\.weight) == Array(repeating: 2, count: 6))
            }
        }
    }

    @Test(arguments: [
        (MatchOrder.value(slot: 0, descending: false), [2, 3, 1] as [DocumentID]),
        (.value(slot: 0, descending: true), [1, 3, 2]),
        (.documentID, [1, 2, 3]),
        // The more 茶, the higher.
        (.relevance, [2, 3, 1]),
        // Nobody has slot 7, so the weights decide.
        (.value(slot: 7, descending: true), [2, 3, 1]),
    ])
    func `matches come in the order asked for`(_ order: MatchOrder, _ expected: [DocumentID]) throws {
        let found = try search { try $0.search(Self.term("茶"), count: 10, order: order) }
        #expect(found.matches.map(\.documentID) == expected)
    }

    @Test func `no match is an empty match set`() throws {
        let found = try search { try $0.search(Self.term("咖啡"), count: 10) }
        #expect(found == MatchSet(matches: [], countLowerBound: 0, countEstimate: 0, countUpperBound: 0))
    }

    @Test(
        arguments: [(0, 1, [1]), (1, 1, [2]), (1, 5, [2, 3]), (3, 5, []), (0, 0, []), (0, Int.max, [1, 2, 3])]
            as [(Int, Int, [DocumentID])])
    func `a page begins and ends where it is told`(_ first: Int, _ count: Int, _ expected: [DocumentID]) throws {
        let found = try search {
            try $0.search(.matchAll, first: first, count: count, checkAtLeast: .max, order: .documentID)
        }
        #expect(found.matches.map(\.documentID) == expected)
        #expect(found.countLowerBound == 3)
        #expect(found.countUpperBound == 3)
    }

    @Test func `bounds are exact after a look at all documents`() throws {
        try withTemporaryFolder { folder in
            try makeIndex(
                folder.appending("index"),
                (0..<500).map { n in
                    SampleDocument(terms: [(n % 2 == 0 ? "甲" : "丙", 1), (n % 3 == 0 ? "乙" : "丁", 1)])
                })
            let reader = try IndexReader(path: folder.appending("index"))
            let query = IndexQuery.and([Self.term("甲"), Self.term("乙")])
            let quick = try reader.search(query, count: 1, order: .documentID)
            let exact = try reader.search(query, count: 1, checkAtLeast: try reader.documentCount, order: .documentID)
            #expect(!quick.isCountExact)
            #expect((quick.countLowerBound...quick.countUpperBound).contains(84))
            #expect(exact.isCountExact)
            #expect(exact.countEstimate == 84)
        }
    }

    @Test func `a time limit that is not reached changes nothing`() throws {
        let found = try search { try $0.search(Self.term("茶"), count: 10, timeLimitSeconds: 10) }
        #expect(found.matches.count == 3)
    }
}

extension MatchSet {
    fileprivate var isCountExact: Bool { countLowerBound == countUpperBound }
}
