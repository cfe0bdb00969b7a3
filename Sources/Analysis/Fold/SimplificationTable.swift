internal import CUnicode

/// Traditional characters to Simplified ones, one to one, from OpenCC's dictionary of characters.
///
/// Only rows that keep the length in UTF-8 are taken, so folding in place moves no offset.
struct SimplificationTable: Sendable {
    /// For each code point of the basic plane, what it becomes: itself where nothing changes.
    private let basicPlane: [UInt16]
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
        var otherPlanes = [UInt32: UInt32]()
        var hash = FNV1a()
        for (from, to) in rows.sorted(by: { $0.from < $1.from }) {
            hash.combine(from)
            hash.combine(to)
            switch (from, to) {
            case (0x800...0xFFFF, 0x800...0xFFFF): basicPlane[Int(from)] = UInt16(to)
            case (0x10000..., 0x10000...): otherPlanes[from] = to
            default: break
            }
        }
        self.basicPlane = basicPlane
        self.otherPlanes = otherPlanes
        self.checksum = hash.hexadecimal
    }

    /// Replaces Traditional characters in valid UTF-8, in place.
    func simplify(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
        basicPlane.withUnsafeBufferPointer { table in
            var at = 0
            while at < bytes.count {
                let lead = bytes[at]
                if lead < 0xE3 {
                    at += UTF8Bytes.length(lead: lead)
                } else if lead < 0xF0 {
                    // Han begins at U+3400, lead byte E3.
                    let codePoint = UTF8Bytes.decode3(UnsafeBufferPointer(bytes), at: at)
                    let simplified = UInt32(table[Int(codePoint)])
                    if simplified != codePoint { UTF8Bytes.encode3(simplified, into: bytes, at: at) }
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
