/// A piece of a text as a snippet shows it.
struct SnippetWindow {
    /// What is shown, in bytes of the text.
    var range: Range<Int>
    /// What is highlighted in it, ascending; no two touch.
    var marks: [Range<Int>]
    /// It begins or ends inside a sentence.
    var beginsInside: Bool
    var endsInside: Bool

    /// Both as one, of which this one begins first.
    func joined(with next: SnippetWindow) -> SnippetWindow {
        SnippetWindow(
            range: range.lowerBound..<max(range.upperBound, next.range.upperBound), marks: (marks + next.marks).merged,
            beginsInside: beginsInside,
            endsInside: next.range.upperBound > range.upperBound ? next.endsInside : endsInside)
    }
}
