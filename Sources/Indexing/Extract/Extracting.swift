package import ExtractorProtocol

/// Somebody who reads documents for one thread: a process as a rule, the test's own code in tests.
package protocol Extracting: AnyObject {
    /// What there is in an open file. Whatever the file does to who reads it, the reply is a reason to skip it.
    ///
    /// Throws: `IndexingError.extractor` when nobody can read any more.
    func reply(to request: ExtractionRequest, file: Int32) throws(IndexingError) -> ExtractorReply
}

/// Where the threads of a build get their extractors from.
package protocol ExtractorSource: Sendable {
    /// A new one, for the calling thread alone.
    ///
    /// Throws: `IndexingError.extractor`.
    func makeExtractor() throws(IndexingError) -> any Extracting
}
