/// How much of a file is read, and how long it may take. Reaching one is a notice or a reason to skip, never silence.
package struct ExtractionLimits: Sendable, Hashable {
    /// The text that is kept of one file, in bytes of UTF-8; what is over is cut at a character, with a notice.
    package var textBytes: Int
    /// What an archive or a compressed file may grow to, all its parts together, in bytes.
    package var unpackedBytes: Int
    /// How deep files may lie in files: an attachment of a mail in a gzip is 2.
    package var nesting: Int

    package init(textBytes: Int = 256 << 20, unpackedBytes: Int = 1 << 30, nesting: Int = 4) {
        self.textBytes = textBytes
        self.unpackedBytes = unpackedBytes
        self.nesting = nesting
    }
}
