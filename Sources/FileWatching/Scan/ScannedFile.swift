/// A regular file as a scan found it.
package struct ScannedFile: Hashable, Sendable {
    /// The root's path and the names below it, in bytes.
    package var path: [UInt8]
    package var sizeBytes: Int
    /// The modification in nanoseconds since 1970-01-01T00:00:00Z.
    package var modifiedNanoseconds: Int64
    /// The last change of anything about the file, its permissions included, likewise. Nobody can set it back.
    package var changedNanoseconds: Int64
    package var inode: UInt64
    package var device: UInt64
    /// How many names the file has, here and elsewhere.
    package var linkCount: Int
    /// The index of the rules that it came under.
    package var folder: Int
    /// Its last name is a symbolic link, which whoever opens the file has to follow: the rules want it.
    package var isLink: Bool
    /// For whoever reads the file: it was read so soon after it changed that a later change may bear the same time.
    package var mayHaveChanged = false

    package init(
        path: [UInt8], sizeBytes: Int, modifiedNanoseconds: Int64, changedNanoseconds: Int64 = 0, inode: UInt64,
        device: UInt64, linkCount: Int = 1, folder: Int = 0, isLink: Bool = false
    ) {
        self.path = path
        self.sizeBytes = sizeBytes
        self.modifiedNanoseconds = modifiedNanoseconds
        self.changedNanoseconds = changedNanoseconds
        self.inode = inode
        self.device = device
        self.linkCount = linkCount
        self.folder = folder
        self.isLink = isLink
    }
}
