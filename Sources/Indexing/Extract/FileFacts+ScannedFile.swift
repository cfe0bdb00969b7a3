internal import FileWatching
internal import IndexSchema

extension FileFacts {
    /// What the index keeps of a file that was read.
    init(_ file: ScannedFile, encoding: Encoding = .alone, textByteCount: Int = 0) {
        self.init(
            sizeBytes: file.sizeBytes, modifiedNanoseconds: file.modifiedNanoseconds,
            changedNanoseconds: file.changedNanoseconds, inode: file.inode, device: file.device,
            mayHaveChanged: file.mayHaveChanged, encoding: encoding, textByteCount: textByteCount)
    }

    /// Whether a scan finds the file as it was when it was read. The device is not asked: some file systems have
    /// another after each mount, and the times tell as much.
    func isOf(_ file: ScannedFile) -> Bool {
        sizeBytes == file.sizeBytes && modifiedNanoseconds == file.modifiedNanoseconds
            && changedNanoseconds == file.changedNanoseconds && inode == file.inode
    }
}
