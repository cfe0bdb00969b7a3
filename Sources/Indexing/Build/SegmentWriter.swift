internal import SystemPackage
internal import XapianIndex

/// Takes analyzed documents and leaves one segment: a small index that `SegmentMerger` merges with others.
///
/// One thread owns it. A writer that is dropped unfinished leaves a folder that is of no use.
protocol SegmentWriter: ~Copyable {
    /// The bytes of text from which on a segment is best finished: the writer's own trade between speed and size.
    static var preferredTextByteCount: Int { get }

    /// - Parameter path: a folder that does not exist yet.
    init(path: FilePath) throws(IndexError)

    mutating func add(_ document: AnalyzedDocument) throws(IndexError)

    consuming func finish() throws(IndexError)
}
