internal import CArchive

/// The files in a ZIP that lies in memory, by libarchive.
struct ZipArchive {
    /// What was read of the files that were asked for.
    struct Files {
        /// By name. A file that is damaged is as long as it could be read.
        var contents: [String: [UInt8]] = [:]
        var isDamaged = false
        var isEncrypted = false
        /// The unpacked bytes passed the limit, and files are missing or cut.
        var isOverBudget = false
    }

    /// Far more than a book has chapters; a ZIP of empty files costs 80 bytes for each.
    private static let entryLimit = 100_000

    private let bytes: [UInt8]
    private let budget: UnpackBudget

    init(_ bytes: [UInt8], budget: UnpackBudget) {
        self.bytes = bytes
        self.budget = budget
    }

    /// The names of all files, in the order of the archive; of a damaged archive those that can be found.
    func names() -> [String] {
        var names: [String] = []
        _ = eachEntry { _, entry in
            names.append(Self.name(entry))
            return true
        }
        return names
    }

    /// Unpacks the files whose names are wanted.
    func files(_ isWanted: (String) -> Bool) -> Files {
        var files = Files()
        let isWhole = eachEntry { archive, entry in
            let name = Self.name(entry)
            guard isWanted(name), files.contents[name] == nil else { return true }
            if archive_entry_is_encrypted(entry) != 0 {
                files.isEncrypted = true
                return true
            }
            let unpacked = Unpacking.read(archive, sizeHint: Int(archive_entry_size(entry)), budget: budget)
            files.contents[name] = unpacked.bytes
            if unpacked.end == .damaged { files.isDamaged = true }
            if unpacked.end == .overBudget { files.isOverBudget = true }
            return !files.isOverBudget
        }
        if !isWhole { files.isDamaged = true }
        return files
    }

    /// Names are bytes in any encoding; ours are all ASCII or UTF-8 but for chapters of old books, which are found under
    /// the same replacement characters as they are named with.
    private static func name(_ entry: OpaquePointer) -> String {
        archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
    }

    /// Returns whether the archive could be read to its end. `visit` returns whether to go on.
    private func eachEntry(_ visit: (OpaquePointer, OpaquePointer) -> Bool) -> Bool {
        ArchiveLocale.use {
            guard let archive = archive_read_new() else { fatalError("cannot read a ZIP: libarchive has no memory") }
            defer { archive_read_free(archive) }
            archive_read_support_format_zip_seekable(archive)
            archive_read_support_format_zip_streamable(archive)
            return bytes.withUnsafeBytes { buffer in
                guard archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else {
                    return false
                }
                var entry: OpaquePointer?
                for _ in 0..<Self.entryLimit {
                    let status = archive_read_next_header(archive, &entry)
                    if status == ARCHIVE_EOF { return true }
                    guard status >= ARCHIVE_WARN, let entry else { return false }
                    if !visit(archive, entry) { return true }
                }
                return false
            }
        }
    }
}
