package import Documents

/// What the extractor answers for one file.
package enum ExtractorReply: Sendable, Hashable {
    case extraction(Extraction)
    /// The file has another size than the request says: it is being written.
    case changed
    /// The system refuses to read it; its error number.
    case unreadable(Int32)
    /// Never sent: what the parent says when the extractor dies of the file, or does not answer in time.
    case failed(reason: String)
}
