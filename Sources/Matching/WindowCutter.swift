/// Cuts a window out of a text: a core that must be seen, and around it what fits, if possible from the beginning of a
/// sentence or clause to the end of one.
struct WindowCutter {
    private var stretch: TextStretch
    /// What must be seen, as indices of the stretch.
    private let core: Range<Int>
    /// The core was too wide to be seen as a whole.
    private let isCoreCut: Bool
    /// The highlights, ascending, those over the edges of the stretch as far as they lie in it.
    private var marks: [Range<Int>] = []

    /// A core wider than this is cut: a phrase may match across any number of blanks and marks, and the pieces of a
    /// question may run together over pages.
    private static let widestCoreColumns = 2 * SnippetBuilder.widthColumns
    /// The same for characters of many bytes: 400 Han characters.
    private static let longestCoreBytes = 1200
    /// A word wider than this may be cut.
    private static let longestWordColumns = 40
    /// A heading that shows less than this is followed by the next paragraph.
    private static let scantColumns = 40

    /// - Parameters:
    ///   - text: Valid UTF-8.
    ///   - core: The bytes of the text that must be seen; may be empty.
    ///   - marks: The bytes to highlight, ascending; those that are not near the core are ignored.
    ///   - contextColumns: The most that will be asked for.
    init(_ text: UnsafeBufferPointer<UInt8>, core: Range<Int>, marks: [Range<Int>], contextColumns: Int) {
        let seen = core.lowerBound..<min(core.upperBound, core.lowerBound + Self.longestCoreBytes)
        var stretch = TextStretch(text, around: seen, marginBytes: Self.marginBytes(columns: contextColumns))
        let start = stretch.index(notAfter: seen.lowerBound)
        var end = max(start, stretch.index(notBefore: seen.upperBound))
        while end > start + 1, stretch.places[end].columns - stretch.places[start].columns > Self.widestCoreColumns {
            end -= 1
        }
        isCoreCut = stretch.places[end].offset < core.upperBound
        // A match may be a part of a word, as 15 is of `iPhone15Pro`, or be cut itself.
        let wordStart = stretch.nearestCut(from: start, by: -1, columns: Self.longestWordColumns) ?? start
        if let wordEnd = stretch.nearestCut(from: end, by: isCoreCut ? -1 : 1, columns: Self.longestWordColumns),
            wordEnd > start
        {
            end = wordEnd
        }
        self.core = wordStart..<end
        for mark in marks {
            let mark = mark.clamped(to: stretch.range)
            guard !mark.isEmpty else { continue }
            // Half of an emoji, or a letter without its accent, cannot be highlighted.
            let indices = stretch.index(notAfter: mark.lowerBound)..<stretch.index(notBefore: mark.upperBound)
            stretch.forbidCuts(inside: indices)
            self.marks.append(stretch.places[indices.lowerBound].offset..<stretch.places[indices.upperBound].offset)
        }
        self.marks = self.marks.merged
        self.stretch = stretch
    }

    /// How much of a text beside a core is looked at to show so many columns: Han takes three bytes for two columns,
    /// Latin one or two for one. Of what takes more, such as emoji, less is shown.
    static func marginBytes(columns: Int) -> Int { 2 * columns + 16 }

    var coreColumns: Int { columns(core.lowerBound, core.upperBound) }

    /// The window that takes at most so many columns beside its core.
    func window(contextColumns: Int) -> SnippetWindow {
        let after = isCoreCut ? 0 : columns(core.upperBound, lastEnd(columns: contextColumns))
        // A third goes before the core, and what is not needed behind it.
        var start = start(columns: max(contextColumns / 3, contextColumns - after))
        var end = isCoreCut ? core.upperBound : end(columns: contextColumns - columns(start, core.lowerBound))
        let (beginsInside, endsInside) = (
            stretch.places[start].boundary < .sentence, stretch.places[end].boundary < .sentence
        )
        while start < core.lowerBound, stretch.places[start].precedesBlank { start += 1 }
        while end > core.upperBound, stretch.places[end - 1].precedesBlank { end -= 1 }
        let range = stretch.places[start].offset..<stretch.places[end].offset
        return SnippetWindow(
            range: range, marks: marks.map { $0.clamped(to: range) }.filter { !$0.isEmpty },
            beginsInside: beginsInside, endsInside: endsInside || isCoreCut)
    }

    private func columns(_ start: Int, _ end: Int) -> Int {
        stretch.places[end].columns - stretch.places[start].columns
    }

    /// Where the window begins: the first sentence that begins within the columns, else the first clause, else the first
    /// word.
    private func start(columns limit: Int) -> Int {
        var best = (index: core.lowerBound, boundary: Boundary.inside)
        for index in stride(from: core.lowerBound, through: 0, by: -1) {
            guard columns(index, core.lowerBound) <= limit else { break }
            let boundary = stretch.places[index].boundary
            if boundary > .inside, boundary >= best.boundary { best = (index, boundary) }
            if boundary >= .heading { break }
        }
        return best.index
    }

    /// Where the window ends: with the last sentence that ends within the columns, else the last clause, else the last
    /// word. An end that leaves more than two thirds of the columns empty is taken only when there is no other.
    private func end(columns limit: Int) -> Int {
        let last = lastEnd(columns: limit)
        var best = (index: core.upperBound, boundary: Boundary.inside)
        var bestFar = best
        for index in core.upperBound...last where stretch.places[index].boundary > .inside {
            let found = (index: index, boundary: min(stretch.places[index].boundary, .sentence))
            if found.boundary >= best.boundary { best = found }
            if 3 * columns(core.upperBound, index) >= limit, found.boundary >= bestFar.boundary { bestFar = found }
        }
        if endsParagraph(last) { return last }
        return bestFar.boundary > .inside ? bestFar.index : best.index
    }

    /// The last index within the columns, or where the paragraph ends.
    private func lastEnd(columns limit: Int) -> Int {
        var index = core.upperBound
        while !endsParagraph(index), index + 1 < stretch.places.count, columns(core.upperBound, index + 1) <= limit {
            index += 1
        }
        return index
    }

    private func endsParagraph(_ index: Int) -> Bool {
        // An empty core stands at the beginning of a paragraph, not at the end of one.
        guard index > core.lowerBound else { return false }
        return stretch.places[index].boundary == .paragraph
            || stretch.places[index].boundary == .heading && columns(core.lowerBound, index) >= Self.scantColumns
    }
}
