internal import CUnicode

/// Traditional characters to Simplified ones, one to one, from OpenCC's dictionary of characters.
///
/// Only rows that keep the length in UTF-8 are taken, so folding in place moves no offset.
struct SimplificationTable: Sendable {
    /// For each code point of the basic plane, what it becomes: itself where nothing changes.
    private let basicPlane: [UInt16]
    /// A bit for each of those code points that changes. It fits the processor's nearest cache; the table does not, and
    /// few characters need it.
    private let changesInBasicPlane: [UInt64]
    /// The same for the characters outside it that change.
    private let otherPlanes: [UInt32: UInt32]
    /// A hash of all rows, in hexadecimal, for the fingerprint.
    let checksum: String

    init(path: String) throws(AnalysisError) {
        var rows = [(from: UInt32, to: UInt32)]()
        let count = withUnsafeMutablePointer(to: &rows) { rows in
            cunicode_read_simplifications(path, rows) { context, from, to in
                context?.assumingMemoryBound(to: [(from: UInt32, to: UInt32)].self).pointee.append((from, to))
            }
        }
        guard count > 0 else { throw .noSimplifications(path: path) }

        var basicPlane = [UInt16](0...UInt16.max)
        var changesInBasicPlane = [UInt64](repeating: 0, count: 0x10000 / 64)
        var otherPlanes = [UInt32: UInt32]()
        var hash = FNV1a()
        let targets = Dictionary(rows.map { ($0.from, $0.to) }, uniquingKeysWith: { first, _ in first })
        for (from, first) in rows.sorted(by: { $0.from < $1.from }) {
            // 薴 becomes 苧, and that 苎: without the second step the three would be two.
            let to = targets[first].map { $0 == from ? first : $0 } ?? first
            hash.combine(from)
            hash.combine(to)
            switch (from, to) {
            case (0x800...0xFFFF, 0x800...0xFFFF):
                basicPlane[Int(from)] = UInt16(to)
                changesInBasicPlane[Int(from / 64)] |= 1 << UInt64(from % 64)
            case (0x10000..., 0x10000...): otherPlanes[from] = to
            default: break
            }
        }
        self.basicPlane = basicPlane
        self.changesInBasicPlane = changesInBasicPlane
        self.otherPlanes = otherPlanes
        self.checksum = hash.hexadecimal
    }

    /// Replaces Traditional characters in valid UTF-8, in place.
    func simplify(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
        changesInBasicPlane.withUnsafeBufferPointer { changes in
            var at = 0
            while at < bytes.count {
                // Branches, not a computed length: the processor guesses them and reads ahead.
                let lead = bytes[at]
                if lead < 0x80 {
                    at = UTF8Bytes.endOfASCII(from: at, in: UnsafeRawBufferPointer(bytes))
                } else if lead < 0xE0 {
                    at += 2
                } else if lead < 0xF0 {
                    let codePoint = UTF8Bytes.decode3(UnsafeBufferPointer(bytes), at: at)
                    if changes[Int(codePoint / 64)] &>> UInt64(codePoint) & 1 != 0 {
                        UTF8Bytes.encode3(UInt32(basicPlane[Int(codePoint)]), into: bytes, at: at)
                    }
                    at += 3
                } else {
                    let codePoint = UTF8Bytes.decode(UnsafeBufferPointer(bytes), at: at).codePoint
                    if let simplified = otherPlanes[codePoint] { UTF8Bytes.encode4(simplified, into: bytes, at: at) }
                    at += 4
                }
            }
        }
    }
}
