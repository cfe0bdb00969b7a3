import Testing

@testable import Documents

@Suite struct LineMapTests {
    @Test func `only lines where the distance changes are kept`() {
        var map = LineMap()
        for (text, source) in [(1, 6), (2, 7), (3, 9), (4, 9), (5, 10)] {
            map.append(textLine: text, sourceLine: source)
        }
        #expect(map.pairs == [1, 6, 3, 9, 4, 9])
        #expect((1...7).map(map.sourceLine(ofTextLine:)) == [6, 7, 9, 9, 10, 11, 12])
    }

    @Test func `of what is said about a line the last holds`() {
        var map = LineMap()
        for (text, source) in [(1, 6), (2, 9), (2, 7), (3, 8)] { map.append(textLine: text, sourceLine: source) }
        #expect(map.pairs == [1, 6])
    }

    @Test func `equal lines need no pairs`() {
        var map = LineMap()
        for line in 1...9 { map.append(textLine: line, sourceLine: line) }
        #expect(map.pairs.isEmpty)
        #expect(map.sourceLine(ofTextLine: 12) == 12)
    }

    @Test func `a blank line between two blocks of one source line is of that line`() {
        var map = LineMap()
        map.append(textLine: 1, sourceLine: 1)
        map.append(textLine: 3, sourceLine: 1)
        #expect(map.pairs == [3, 1])
        #expect((1...4).map(map.sourceLine(ofTextLine:)) == [1, 1, 1, 2])
    }

    @Test(arguments: [[], [1, 6, 3, 9, 4, 9], [3, 1]])
    func `a stored map is itself again`(pairs: [Int]) {
        #expect(LineMap(pairs: pairs)?.pairs == pairs)
    }

    @Test(arguments: [[1], [0, 1], [1, 0], [2, 5, 2, 6], [2, 5, 3, 4], [3, 1, 2, 1]])
    func `pairs that no map has are refused`(pairs: [Int]) {
        #expect(LineMap(pairs: pairs) == nil)
    }
}
