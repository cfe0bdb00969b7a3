/// What became of one file: a document, or the reason why there is none.
package enum Extraction: Sendable, Hashable {
    /// The file's text and what it says about itself. An empty file is a document with no text.
    case document(ExtractedDocument)
    /// The file holds nothing that can be searched. This is normal in any folder and spoils nothing.
    case skipped(SkipReason)
}
