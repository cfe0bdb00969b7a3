internal import CUnicode

/// Traditional characters to Simplified ones, one to one, from OpenCC's dictionary of characters.
///
/// Only rows that keep the length in UTF-8 are taken, so folding in place moves no offset.
struct SimplificationTable: Sendable {
    /// A question to the table that costs a loop nothing: no reference is counted and no bound checked. It must not
    /// outlive the table it is from.
    struct Lookup {
        /// For each code point of the basic plane, what it becomes: itself where nothing changes.
        fileprivate let basicPlane: UnsafePointer<UInt16>
        /// A bit for each of those code points that changes. It fits the processor's nearest cache; the table does not,
        /// and few characters need it.
        let changes: UnsafePointer<UInt64>

        @inline(__always)
        func isChanged(_ codePoint: UInt32) -> Bool {
            changes[Int(codePoint &>> 6)] &>> UInt64(codePoint & 63) & 1 != 0
        }

        /// What a code point of the basic plane becomes; any other is left as it is.
        @inline(__always)
        func simplified(_ codePoint: UInt32) -> UInt32 {
            codePoint < 0x10000 && isChanged(codePoint) ? UInt32(basicPlane[Int(codePoint)]) : codePoint
        }
    }

    private final class Storage: Sendable {
        nonisolated(unsafe) let basicPlane = UnsafeMutablePointer<UInt16>.allocate(capacity: 0x10000)
        nonisolated(unsafe) let changes = UnsafeMutablePointer<UInt64>.allocate(capacity: 0x10000 / 64)

        init() {
            for codePoint in 0..<0x10000 { (basicPlane + codePoint).initialize(to: UInt16(codePoint)) }
            changes.initialize(repeating: 0, count: 0x10000 / 64)
        }

        deinit {
            basicPlane.deallocate()
            changes.deallocate()
        }
    }

    private let storage: Storage
    /// What changes outside the basic plane.
    private let otherPlanes: [UInt32: UInt32]
    /// A hash of all rows, in hexadecimal, for the fingerprint.
    let checksum: String

    var lookup: Lookup {
        Lookup(basicPlane: UnsafePointer(storage.basicPlane), changes: UnsafePointer(storage.changes))
    }

    init(path: String) throws(AnalysisError) {
        var rows = [(from: UInt32, to: UInt32)]()
        let count = withUnsafeMutablePointer(to: &rows) { rows in
            cunicode_read_simplifications(path, rows) { context, from, to in
                context?.assumingMemoryBound(to: [(from: UInt32, to: UInt32)].self).pointee.append((from, to))
            }
        }
        guard count > 0 else { throw .noSimplifications(path: path) }

        let storage = Storage()
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
                storage.basicPlane[Int(from)] = UInt16(to)
                storage.changes[Int(from / 64)] |= 1 << UInt64(from % 64)
            case (0x10000..., 0x10000...): otherPlanes[from] = to
            default: break
            }
        }
        self.storage = storage
        self.otherPlanes = otherPlanes
        self.checksum = hash.hexadecimal
    }

    /// Replaces Traditional characters in valid UTF-8, in place.
    func simplify(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
        let lookup = lookup
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
                if lookup.isChanged(codePoint) { UTF8Bytes.encode3(lookup.simplified(codePoint), into: bytes, at: at) }
                at += 3
            } else {
                let codePoint = UTF8Bytes.decode(UnsafeBufferPointer(bytes), at: at).codePoint
                if let simplified = otherPlanes[codePoint] { UTF8Bytes.encode4(simplified, into: bytes, at: at) }
                at += 4
            }
        }
        // The lookup has no reference to the tables of its own.
        withExtendedLifetime(storage) {}
    }
}
