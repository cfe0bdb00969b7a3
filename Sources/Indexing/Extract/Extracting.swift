package import ExtractorProtocol

/// Somebody who reads documents for one thread: a process as a rule, the test's own code in tests.
package protocol Extracting: AnyObject {
    /// What there is in an open file. Whatever the file does to who reads it, the reply is a reason to skip it.
    ///
    /// - Precondition: what was announced is asked for in the same order, and before anything else.
    ///
    /// Throws: `IndexingError.extractor` when nobody can read any more.
    func reply(to request: ExtractionRequest, file: Int32) throws(IndexingError) -> ExtractorReply

    /// Says what will be asked for when all is answered that was announced before, so that whoever can begins with it. The
    /// file stays open until then.
    func announce(_ request: ExtractionRequest, file: Int32)

    /// Forgets what was announced and not asked for.
    func forgetAnnounced()
}

/// Who does one thing at a time needs to know of one only.
extension Extracting {
    package func announce(_ request: ExtractionRequest, file: Int32) {}
    package func forgetAnnounced() {}
}

/// Where the threads of a build get their extractors from.
package protocol ExtractorSource: Sendable {
    /// A new one, for the calling thread alone.
    ///
    /// Throws: `IndexingError.extractor`.
    func makeExtractor() throws(IndexingError) -> any Extracting
}
