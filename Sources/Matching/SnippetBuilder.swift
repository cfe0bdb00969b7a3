package import Analysis

/// Shows why a document was found: the windows of its text with most of the query, whole sentences or clauses where they
/// fit, the matches marked.
package struct SnippetBuilder: Sendable {
    /// The width of all windows together, in columns of a terminal: about two lines.
    ///
    /// A match that leaves less than `leastContextColumns` of it is shown with so much beside it, and a match of twice the
    /// width is cut.
    static let widthColumns = 160
    /// Each of several windows has at least this width.
    private static let leastWindowColumns = 40
    private static let leastContextColumns = 20

    package init() {}

    /// - Parameters:
    ///   - text: The document's text, valid UTF-8.
    ///   - folded: The same text folded.
    ///   - matches: For each clause of the query, what it marks in the folded text, ascending.
    /// - Returns: The best windows, or the beginning of the text when there is no match.
    package func snippet(
        of text: UnsafeBufferPointer<UInt8>, folded: FoldedText, matches: [[FoldedMatch]]
    ) -> Snippet {
        let places = SnippetPlaces(matches, in: folded)
        guard !places.cores.isEmpty else { return beginning(of: text) }
        let windows = windows(at: places, of: text, folded)
        return Snippet(
            pieces: pieces(joined(windows, in: text), text), firstMatchOffset: windows[0].marks.first?.lowerBound,
            worth: places.worth)
    }

    /// A window at each of the places that fit into the width together, the best one first.
    func windows(
        at places: SnippetPlaces, of text: UnsafeBufferPointer<UInt8>, _ folded: FoldedText
    ) -> [SnippetWindow] {
        let most = Self.widthColumns - Self.leastWindowColumns * (places.cores.count - 1)
        // Folded text may be shorter than what it was made of, hardly ever longer.
        let nearBytes = 2 * WindowCutter.marginBytes(columns: most)
        var cutters: [WindowCutter] = []
        var columns = 0
        for core in places.cores {
            let marks = places.marks(from: core.lowerBound - nearBytes, to: core.upperBound + nearBytes)
            let cutter = WindowCutter(
                text, core: folded.sourceRange(of: core), marks: marks.map(folded.sourceRange), contextColumns: most)
            let least = max(Self.leastWindowColumns, cutter.coreColumns)
            guard cutters.isEmpty || columns + least <= Self.widthColumns else { break }
            cutters.append(cutter)
            columns += least
        }
        let spare = max(0, Self.widthColumns - columns) / cutters.count
        return cutters.map { cutter in
            let context = max(Self.leastWindowColumns - cutter.coreColumns, 0) + spare
            return cutter.window(contextColumns: max(context, Self.leastContextColumns))
        }
    }

    /// The beginning of a text, valid UTF-8, with nothing marked.
    package func beginning(of text: UnsafeBufferPointer<UInt8>) -> Snippet {
        let start = text.firstIndex { $0 > 0x20 } ?? text.endIndex
        let cutter = WindowCutter(text, core: start..<start, marks: [], contextColumns: Self.widthColumns)
        var window = cutter.window(contextColumns: Self.widthColumns)
        window.beginsInside = false
        return Snippet(pieces: pieces([window], text), firstMatchOffset: nil)
    }

    /// The windows in reading order; those with nothing but blanks between them are one.
    func joined(_ windows: [SnippetWindow], in text: UnsafeBufferPointer<UInt8>) -> [SnippetWindow] {
        var joined: [SnippetWindow] = []
        for window in windows.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if let last = joined.last,
                last.range.upperBound >= window.range.lowerBound
                    || text[last.range.upperBound..<window.range.lowerBound].allSatisfy({ $0 <= 0x20 })
            {
                joined[joined.count - 1] = last.joined(with: window)
            } else {
                joined.append(window)
            }
        }
        return joined
    }

    private func pieces(_ windows: [SnippetWindow], _ text: UnsafeBufferPointer<UInt8>) -> [Snippet.Piece] {
        var pieces: [Snippet.Piece] = []
        func add(_ string: String, isMatch: Bool = false) {
            if !string.isEmpty { pieces.append(Snippet.Piece(text: string, isMatch: isMatch)) }
        }
        func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
        for (index, window) in windows.enumerated() {
            if index > 0 { add("…") }
            var before = index == 0 && window.beginsInside ? "…" : ""
            var at = window.range.lowerBound
            for mark in window.marks {
                add(before + string(at..<mark.lowerBound))
                add(string(mark), isMatch: true)
                (before, at) = ("", mark.upperBound)
            }
            let after = index == windows.count - 1 && window.endsInside ? "…" : ""
            add(before + string(at..<window.range.upperBound) + after)
        }
        return pieces
    }
}
