/// Where a document's text lies in its file, for a person who wants to go there.
package enum TextPlaces: Sendable, Hashable {
    /// The file has lines, and so has the text.
    case lines(LineMap)
    /// The file has pages. For each page in order, from 1, the line of the text where it begins, from 1; lines rise, and
    /// a page without text begins where the next one does.
    case pages([Int])
    /// A file without lines or pages: chapters, sheets, slides.
    case none
}
