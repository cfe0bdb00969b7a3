internal import CArchive
internal import Documents

/// How a single file is compressed. What it holds is read as if it lay in the folder.
enum Compression: CaseIterable {
    case gzip, bzip2, xz, zstandard

    /// The compression that the first bytes name; nil for anything else.
    init?(of bytes: [UInt8]) {
        guard let compression = Self.allCases.first(where: { bytes.starts(with: $0.magic) }) else { return nil }
        self = compression
    }

    private var magic: [UInt8] {
        switch self {
        case .gzip: [0x1F, 0x8B, 0x08]
        case .bzip2: [0x42, 0x5A, 0x68]
        case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
        case .zstandard: [0x28, 0xB5, 0x2F, 0xFD]
        }
    }

    private var kind: BinaryKind {
        switch self {
        case .gzip: .gzip
        case .bzip2: .bzip2
        case .xz: .xz
        case .zstandard: .zstandard
        }
    }

    private static let suffixes: Set<String> = ["gz", "bz2", "xz", "zst"]

    /// The document in a compressed file; nil when the bytes only began like one and are to be read as they are.
    func extraction(of bytes: [UInt8], in context: ReadingContext) -> Extraction? {
        var isTar = false
        let unpacked = unpack(bytes, budget: context.budget) { start in
            isTar = BinaryKind(start) == .tar
            return isTar
        }
        if isTar { return .skipped(reason: BinaryKind.tar.reasonToSkip) }
        guard let unpacked else { return nil }
        guard !unpacked.bytes.isEmpty || unpacked.end == .whole else {
            return .skipped(reason: "the file is damaged: \(kind.rawValue) that cannot be unpacked")
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

    /// Nil when libarchive does not find the compression in the bytes.
    private func unpack(
        _ bytes: [UInt8], budget: UnpackBudget, isEnough: ([UInt8]) -> Bool
    ) -> (bytes: [UInt8], end: Unpacking.End)? {
        guard let archive = archive_read_new() else { fatalError("cannot unpack: libarchive has no memory") }
        defer { archive_read_free(archive) }
        switch self {
        case .gzip: archive_read_support_filter_gzip(archive)
        case .bzip2: archive_read_support_filter_bzip2(archive)
        case .xz: archive_read_support_filter_xz(archive)
        case .zstandard: archive_read_support_filter_zstd(archive)
        }
        archive_read_support_format_raw(archive)
        // An empty file packed is a file that ends before libarchive's raw format finds a first byte.
        archive_read_support_format_empty(archive)
        return bytes.withUnsafeBytes { buffer in
            guard archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else { return nil }
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF, archive_filter_code(archive, 0) != 0 { return ([], .whole) }
            guard status >= ARCHIVE_WARN, archive_filter_code(archive, 0) != 0 else { return nil }
            var isStart = true
            return Unpacking.read(archive, sizeHint: 4 * bytes.count, budget: budget) { unpacked in
                guard isStart, unpacked.count >= 512 else { return false }
                isStart = false
                return isEnough(unpacked)
            }
        }
    }
}
