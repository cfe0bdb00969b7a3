internal import CArchive

/// Unpacks one file by libarchive, within the budget.
enum Unpacking {
    /// Where the unpacking of a file ended.
    enum End {
        case whole, damaged, overBudget
        /// `isEnough` said so.
        case enough
    }

    /// - Parameters:
    ///   - sizeHint: what the archive says of the file's size, which may be anything.
    ///   - isEnough: asked after each piece with all there is so far.
    static func read(
        _ archive: OpaquePointer, sizeHint: Int, budget: UnpackBudget, isEnough: ([UInt8]) -> Bool = { _ in false }
    ) -> (bytes: [UInt8], end: End) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(max(0, sizeHint), 16 << 20, budget.leftBytes))
        while true {
            var piece: UnsafeRawPointer?
            var count = 0
            var offset: la_int64_t = 0
            let status = archive_read_data_block(archive, &piece, &count, &offset)
            if status == ARCHIVE_EOF { return (bytes, .whole) }
            guard status >= ARCHIVE_WARN else { return (bytes, .damaged) }
            guard let piece else { continue }
            let left = budget.leftBytes
            let isWithin = budget.take(count)
            bytes.append(contentsOf: UnsafeRawBufferPointer(start: piece, count: isWithin ? count : left))
            if !isWithin { return (bytes, .overBudget) }
            if isEnough(bytes) { return (bytes, .enough) }
        }
    }
}
