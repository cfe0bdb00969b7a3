internal import IndexSchema
package import SystemPackage
internal import XapianIndex

/// What an index says of itself.
package struct IndexStatus: Hashable, Sendable {
    /// The number of the live generation; nil when the stub is not one that this program writes.
    package var generation: Int?
    package var documentCount: Int
    /// Nil, like the others below, when the index does not say: it is of another program, or damaged.
    package var textByteCount: Int?
    /// What the index's folder takes on the disk, generations that are being built or removed included.
    package var diskByteCount: Int
    /// The number of the format.
    package var format: Int?
    /// The fingerprint of the analyzer that wrote it.
    package var fingerprint: String?
    /// When the generation was built, in seconds since 1970-01-01T00:00:00Z.
    package var builtSeconds: Int64?
    /// Who wrote its tables; nil for one of before 0.5.0, too.
    package var builtBy: BuildMethod?
    /// When documents last changed, likewise.
    package var committedSeconds: Int64?
    /// The folders that are indexed, in bytes.
    package var folders: [[UInt8]]
    package var writer: WriterState

    package init(
        generation: Int?, documentCount: Int, textByteCount: Int?, diskByteCount: Int, format: Int?,
        fingerprint: String?, builtSeconds: Int64?, builtBy: BuildMethod? = nil, committedSeconds: Int64?,
        folders: [[UInt8]],
        writer: WriterState = .none
    ) {
        self.generation = generation
        self.documentCount = documentCount
        self.textByteCount = textByteCount
        self.diskByteCount = diskByteCount
        self.format = format
        self.fingerprint = fingerprint
        self.builtSeconds = builtSeconds
        self.builtBy = builtBy
        self.committedSeconds = committedSeconds
        self.folders = folders
        self.writer = writer
    }

    /// Reads the status of the index in a folder, with blocking calls.
    ///
    /// Throws: `IndexingError.noIndex`, `.reading`, `.engine`.
    package static func read(_ index: FilePath) throws(IndexingError) -> IndexStatus {
        let home = IndexFolder(path: index)
        // The generation may be replaced between reading its name and opening it; once more is enough.
        do throws(IndexingError) {
            return try read(home)
        } catch {
            guard case .engine = error else { throw error }
            return try read(home)
        }
    }

    /// The same for a person who asks: where there is no index yet and one is being made, that is the answer.
    ///
    /// Throws: `.beingBuilt` as well.
    package static func readOrWait(_ index: FilePath) throws(IndexingError) -> IndexStatus {
        do throws(IndexingError) {
            return try read(index)
        } catch {
            guard case .noIndex = error, case .working(let holder) = try WriterLock.state(of: IndexFolder(path: index))
            else { throw error }
            throw .beingBuilt(index: index, holder: holder)
        }
    }

    private static func read(_ home: IndexFolder) throws(IndexingError) -> IndexStatus {
        let generation: Int?
        switch try home.readStub() {
        case .absent: throw .noIndex(index: home.path)
        case .generation(let number): generation = number
        case .torn, .foreign: generation = nil
        }
        let diskByteCount: Int
        do {
            diskByteCount = try FileTree.diskBytes(of: home.path)
        } catch {
            throw .reading(index: home.path, error as? Errno ?? .ioError)
        }
        let writer = try WriterLock.state(of: home)
        do throws(IndexError) {
            let reader = try IndexReader(path: home.path)
            let metadata = try IndexMetadata(reader)
            return IndexStatus(
                generation: generation, documentCount: try reader.documentCount, textByteCount: metadata.textByteCount,
                diskByteCount: diskByteCount, format: metadata.format, fingerprint: metadata.fingerprint,
                builtSeconds: metadata.builtSeconds, builtBy: metadata.builtBy,
                committedSeconds: metadata.committedSeconds,
                folders: metadata.folders ?? [], writer: writer)
        } catch {
            throw IndexingError(error, index: home.path)
        }
    }
}
