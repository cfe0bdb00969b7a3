@testable import Indexing
import Testing

struct TermListTests {
    private func list(_ terms: [(String, UInt32)]) -> TermList {
        var list = TermList()
        for (term, frequency) in terms { list.append(Array(term.utf8), frequency: frequency) }
        return list
    }

    static let rows: [([(String, UInt32)], [(String, UInt32)], [(String, UInt32)])] = [
        ([], [], []),
        ([("a", 1)], [], [("a", 1)]),
        ([], [("a", 1)], [("a", 1)]),
        (
            [("a", 1), ("ab", 2), ("车", 3)], [("a", 4), ("b", 5), ("车", 6), ("造", 7)],
            [("a", 5), ("ab", 2), ("b", 5), ("车", 9), ("造", 7)]
        ),
    ]

    @Test(arguments: rows)
    func `two lists become one, ascending, with each term once`(
        _ a: [(String, UInt32)], _ b: [(String, UInt32)], _ expected: [(String, UInt32)]
    ) {
        var merged = list(a)
        merged.merge(list(b))
        var found: [(String, UInt32)] = []
        merged.forEach { found.append((String(decoding: $0, as: UTF8.self), $1)) }
        #expect(found.elementsEqual(expected) { $0 == $1 })
    }
}
