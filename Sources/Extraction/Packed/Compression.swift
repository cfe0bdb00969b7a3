internal import CArchive
internal import Documents

/// How a single file is compressed. What it holds is read as if it lay in the folder.
enum Compression: CaseIterable {
    case gzip, bzip2, xz, zstandard

    /// The compression that the first bytes name; nil for anything else.
    init?(of bytes: [UInt8]) {
        guard let compression = Self.allCases.first(where: { bytes.starts(with: $0.mark) }) else { return nil }
        // A text may begin with the mark of bzip2, but not with that of its first block or of its end.
        if compression == .bzip2 {
            let block = bytes.dropFirst(4)
            let blocks: [[UInt8]] = [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]]
            guard blocks.contains(where: block.starts(with:)) else { return nil }
        }
        self = compression
    }

    private var mark: [UInt8] {
        switch self {
        case .gzip: [0x1F, 0x8B, 0x08]
        case .bzip2: [0x42, 0x5A, 0x68]
        case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
        case .zstandard: [0x28, 0xB5, 0x2F, 0xFD]
        }
    }

    /// How many bytes an empty file is packed to, a name included; libarchive calls anything empty that it gets no byte of.
    private var emptyBytes: ClosedRange<Int> {
        switch self {
        case .gzip: 18...300
        case .bzip2: 14...14
        case .xz: 32...64
        case .zstandard: 9...32
        }
    }

    private var filter: Int32 {
        switch self {
        case .gzip: ARCHIVE_FILTER_GZIP
        case .bzip2: ARCHIVE_FILTER_BZIP2
        case .xz: ARCHIVE_FILTER_XZ
        case .zstandard: ARCHIVE_FILTER_ZSTD
        }
    }

    private static let suffixes: Set<String> = ["gz", "bz2", "xz", "zst"]

    /// What became of the file in a compressed one.
    func extraction(of bytes: [UInt8], in context: ReadingContext) -> Extraction {
        var isTar = false
        let unpacked = unpack(bytes, budget: context.budget) { start in
            isTar = BinaryKind(start) == .tar
            return isTar
        }
        if isTar { return .skipped(reason: BinaryKind.tar.reasonToSkip) }
        guard let unpacked else {
            return .skipped(reason: "the file is damaged: it cannot be unpacked")
        }
        let name = FileName(context.name)
        let inner = Self.suffixes.contains(name.fileExtension) ? Array(name.stem) : context.name
        var extraction = context.extract(inner: unpacked.bytes, name: inner)
        if case .document(var document) = extraction, unpacked.end != .whole {
            document.notices.append(
                unpacked.end == .overBudget
                    ? Notice.overBudget(context.budget) : "the file is damaged; only its beginning could be unpacked")
            extraction = .document(document)
        }
        return extraction
    }

    /// Nil when nothing can be unpacked.
    private func unpack(
        _ bytes: [UInt8], budget: UnpackBudget, isEnough: ([UInt8]) -> Bool
    ) -> (bytes: [UInt8], end: Unpacking.End)? {
        guard let archive = archive_read_new() else { fatalError("cannot unpack: libarchive has no memory") }
        defer { archive_read_free(archive) }
        // Named, because libarchive would go on by itself when there is a gzip in the gzip.
        archive_read_append_filter(archive, filter)
        archive_read_support_format_raw(archive)
        // The raw format asks for a first byte, which an empty file has not.
        archive_read_support_format_empty(archive)
        return bytes.withUnsafeBytes { buffer in
            guard archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else { return nil }
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return emptyBytes.contains(bytes.count) ? ([], .whole) : nil }
            guard status >= ARCHIVE_WARN else { return nil }
            var isStart = true
            let unpacked = Unpacking.read(archive, sizeHint: 4 * bytes.count, budget: budget) { unpacked in
                guard isStart, unpacked.count >= 512 else { return false }
                isStart = false
                return isEnough(unpacked)
            }
            return unpacked.bytes.isEmpty && unpacked.end == .damaged ? nil : unpacked
        }
    }
}
