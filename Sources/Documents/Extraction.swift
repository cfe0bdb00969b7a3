/// What became of one file.
package enum Extraction: Sendable, Hashable {
    /// The file's text and what it says about itself. An empty file is a document with no text.
    case document(ExtractedDocument)
    /// The file holds nothing that can be searched: a sentence without the file's name, such as "the file is an image,
    /// not text". This is normal in any folder and spoils nothing.
    case skipped(reason: String)
    /// The bytes are text, but they do not say in which encoding, and `EncodingHints.mayWait` allowed to say so: ask again
    /// when the folder's other files have been seen.
    case undecidedEncoding
}
