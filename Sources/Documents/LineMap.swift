/// For each line of an extracted text, the line of the file it came from. Both count from 1.
///
/// Only lines where the distance between the two changes are kept, so plain text costs nothing:
///
/// | Text line   | 1 | 2 | 3 | 4 | 5  |
/// |-------------|---|---|---|---|----|
/// | Source line | 6 | 7 | 9 | 9 | 10 |
///
/// is `[1, 6, 3, 9, 4, 9]`.
package struct LineMap: Sendable, Hashable {
    /// Text line and source line by turns, as the index stores them; empty means that the lines are the same.
    package private(set) var pairs: [Int]

    /// The identity: text line n is source line n.
    package init() {
        pairs = []
    }

    /// The map that was stored as `pairs`. Nil when the list is not one that `pairs` can give: an odd count, a line
    /// below 1, text lines that do not rise, or source lines that fall.
    package init?(pairs: [Int]) {
        guard pairs.count.isMultiple(of: 2) else { return nil }
        var last = (text: 0, source: 1)
        for index in stride(from: 0, to: pairs.count, by: 2) {
            let next = (text: pairs[index], source: pairs[index + 1])
            guard next.text > last.text, next.source >= last.source else { return nil }
            last = next
        }
        self.pairs = pairs
    }

    /// The line of the file for a line of the text. Never falls as `textLine` rises; a blank line between two blocks
    /// belongs to no line of the file and gives one between theirs. O(log pairs).
    ///
    /// - Precondition: `textLine` is 1 or more. A line beyond the text continues the last run.
    package func sourceLine(ofTextLine textLine: Int) -> Int {
        precondition(textLine >= 1, "lines count from 1")
        var low = 0
        var high = pairs.count / 2
        while low < high {
            let middle = (low + high) / 2
            if pairs[2 * middle] <= textLine { low = middle + 1 } else { high = middle }
        }
        let line = low == 0 ? textLine : pairs[2 * low - 1] + textLine - pairs[2 * low - 2]
        // Text lines that share a source line are closer in the file than in the text.
        return low < pairs.count / 2 ? min(line, pairs[2 * low + 1]) : line
    }

    /// Says that `textLine` came from `sourceLine`. Text lines do not fall, and of what is said about one the last
    /// holds; source lines do not fall.
    package mutating func append(textLine: Int, sourceLine: Int) {
        if pairs.count >= 2, pairs[pairs.count - 2] == textLine { pairs.removeLast(2) }
        let distance = pairs.isEmpty ? 0 : pairs[pairs.count - 1] - pairs[pairs.count - 2]
        if sourceLine != textLine + distance { pairs += [textLine, sourceLine] }
    }
}
