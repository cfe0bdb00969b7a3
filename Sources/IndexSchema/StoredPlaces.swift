/// Where the lines of a text, or of a block of one, lie in the file.
package enum StoredPlaces: Hashable, Sendable {
    /// Pairs of a line of the text and its line in the file, both from 1, each pair good up to the next. Text lines rise,
    /// lines of the file do not fall. Empty when the two are equal throughout.
    case lines([Int])
    /// For each page the line of the text where it begins, rising; `before` is how many pages begin before the first.
    case pages([Int], before: Int = 0)
    /// The file has neither lines nor pages.
    case none

    /// A place in a file, for a person who wants to go there. Both count from 1.
    package enum Place: Hashable, Sendable {
        case line(Int)
        case page(Int)
    }

    /// Where a line of the text lies, counted from 1; nil when the file has neither lines nor pages.
    package func place(ofTextLine line: Int) -> Place? {
        switch self {
        case .lines(let pairs): .line(Self.sourceLine(ofTextLine: line, pairs))
        case .pages(let starts, let before):
            .page(max(1, before + Self.count(starts.count) { starts[$0] <= line }))
        case .none: nil
        }
    }

    /// The same kind without a line or page.
    package var kind: StoredPlaces {
        switch self {
        case .lines: .lines([])
        case .pages: .pages([])
        case .none: .none
        }
    }

    /// What concerns the lines of a part of the text only, the first up to `end`, and says the same of them.
    package func part(ofTextLines lines: Range<Int>) -> StoredPlaces {
        switch self {
        case .lines(let pairs):
            guard !pairs.isEmpty else { return self }
            let first = Self.count(pairs.count / 2) { pairs[2 * $0] <= lines.lowerBound }
            // One pair more than begins in the part: a line never lies behind where the next pair begins.
            let last = Self.count(pairs.count / 2) { pairs[2 * $0] < lines.upperBound }
            let end = min(last + 1, pairs.count / 2)
            return .lines(
                [lines.lowerBound, Self.sourceLine(ofTextLine: lines.lowerBound, pairs)] + pairs[2 * first..<2 * end])
        case .pages(let starts, let before):
            let first = Self.count(starts.count) { starts[$0] <= lines.lowerBound }
            let last = Self.count(starts.count) { starts[$0] < lines.upperBound }
            return .pages(Array(starts[first..<max(first, last)]), before: before + first)
        case .none:
            return .none
        }
    }

    private static func sourceLine(ofTextLine line: Int, _ pairs: [Int]) -> Int {
        let next = count(pairs.count / 2) { pairs[2 * $0] <= line }
        let source = next == 0 ? line : pairs[2 * next - 1] + line - pairs[2 * next - 2]
        // Lines of the text that share a line of the file are closer there than here.
        return next < pairs.count / 2 ? min(source, pairs[2 * next + 1]) : source
    }

    /// True when the numbers are such that lines can be counted on from them, whoever wrote them.
    var isSound: Bool {
        let numbers = 0...1 << 56
        return switch self {
        case .lines(let pairs): pairs.count.isMultiple(of: 2) && pairs.allSatisfy(numbers.contains)
        case .pages(let starts, let before): starts.allSatisfy(numbers.contains) && numbers.contains(before)
        case .none: true
        }
    }

    /// How many of the first numbers satisfy a condition that holds up to some number and not behind it.
    private static func count(_ count: Int, where isBefore: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
