internal import CUnicode
internal import Glibc

/// Folds and simplifies in one pass: by a table where one character becomes one, and by ICU where neighbours count.
///
/// Nearly all of a Chinese text is folded by the table, in less than half of the time that ICU and a pass for
/// simplification take. What comes out is the same, byte for byte.
final class TableFolder {
    private let icu: OpaquePointer
    private let simplifications: SimplificationTable
    private let table = FoldTable.shared
    /// A bit for each code point of the basic plane that stays as it is: neither folded nor simplified.
    private let untouched: UnsafeMutablePointer<UInt64>

    /// The folded text, of which `count` bytes are in use. It may be changed in place until the next fold.
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity = 1 << 12
    /// What folding changed. A letter of ASCII that became another is not told: it moves nothing.
    private(set) var changes: [OffsetMap.Change] = []

    /// ICU is left when so many characters of the table come in a row: beginning with it costs as much as folding these.
    private static let rowThatLeavesICU = 16

    /// - Parameter icu: The caller's, who destroys it after this.
    init(icu: OpaquePointer, simplifications: SimplificationTable) {
        self.icu = icu
        self.simplifications = simplifications
        bytes = .allocate(capacity: capacity)
        untouched = .allocate(capacity: 0x10000 / 64)
        let lookup = simplifications.lookup
        for word in 0..<0x10000 / 64 { (untouched + word).initialize(to: table.kept[word] & ~lookup.changes[word]) }
    }

    deinit {
        bytes.deallocate()
        untouched.deallocate()
    }

    /// Folds valid UTF-8. Returns 0, or ICU's error code.
    func fold(_ text: UnsafeBufferPointer<UInt8>, keepingChanges: Bool) -> Int32 {
        count = 0
        changes.removeAll(keepingCapacity: true)
        reserve(for: text.count)
        let lookup = simplifications.lookup
        // Where begins what is kept as it is and not yet copied.
        var kept = 0
        // How far things were before the last character that the table changed.
        var before = (count: 0, changes: 0)
        var at = 0
        while at < text.count {
            let (codePoint, length) = UTF8Bytes.decodeCJK(text, at: at)
            if codePoint < 0x10000, untouched[Int(codePoint &>> 6)] &>> UInt64(codePoint & 63) & 1 != 0 {
                at &+= length
            } else if let folded = table.folded(codePoint) {
                copy(text, kept..<at)
                before = (count, changes.count)
                append(lookup.simplified(folded))
                if keepingChanges, folded != codePoint, codePoint >= 0x80 {
                    changes.append(.init(folded: before.count..<count, source: at..<at + length))
                }
                at += length
                kept = at
            } else {
                // The character before may be one with this, also when the table has changed it already.
                let start = at == 0 ? 0 : UTF8Bytes.start(before: at, in: text)
                if start < kept {
                    count = before.count
                    changes.removeLast(changes.count - before.changes)
                } else {
                    copy(text, kept..<start)
                }
                at = endOfStretch(from: at, in: text)
                let status = foldByICU(text, start..<at, keepingChanges: keepingChanges)
                guard status == 0 else { return status }
                reserve(for: text.count - at)
                kept = at
            }
        }
        copy(text, kept..<text.count)
        // The lookup has no reference to the tables of its own.
        withExtendedLifetime(simplifications) {}
        return 0
    }

    private func endOfStretch(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var at = start
        var row = 0
        while at < text.count {
            let (codePoint, length) = UTF8Bytes.decodeCJK(text, at: at)
            row = table.folded(codePoint) == nil ? 0 : row + 1
            if row == Self.rowThatLeavesICU { return at }
            at += length
        }
        return at
    }

    private func foldByICU(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, keepingChanges: Bool) -> Int32 {
        let status = cunicode_fold(icu, text.baseAddress.map { $0 + range.lowerBound }, range.count, keepingChanges)
        guard status == 0 else { return status }
        var length = 0
        let folded = UnsafeMutableBufferPointer(start: cunicode_folder_bytes(icu, &length), count: length)
        simplifications.simplify(folded)
        if keepingChanges {
            var changeCount = 0
            let start = cunicode_folder_changes(icu, &changeCount)
            for change in UnsafeBufferPointer(start: start, count: changeCount) {
                changes.append(
                    OffsetMap.Change(
                        folded: count + Int(change.folded_start)..<count + Int(change.folded_end),
                        source: range.lowerBound + Int(change.source_start)..<range.lowerBound + Int(change.source_end))
                )
            }
        }
        reserve(for: length)
        copy(UnsafeBufferPointer(folded), 0..<length)
        return 0
    }

    /// Room for what the table makes of so many bytes: at most three for two.
    private func reserve(for length: Int) {
        let needed = count + length + length / 2
        guard needed > capacity else { return }
        capacity = needed + needed / 2
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = larger
    }

    @inline(__always)
    private func copy(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard let start = text.baseAddress else { return }
        memcpy(bytes + count, start + range.lowerBound, range.count)
        count += range.count
    }

    @inline(__always)
    private func append(_ codePoint: UInt32) {
        let target = UnsafeMutableBufferPointer(start: bytes + count, count: 3)
        if codePoint < 0x80 {
            target[0] = UInt8(truncatingIfNeeded: codePoint)
            count += 1
        } else if codePoint < 0x800 {
            target[0] = UInt8(truncatingIfNeeded: 0xC0 | codePoint >> 6)
            target[1] = UInt8(truncatingIfNeeded: 0x80 | (codePoint & 0x3F))
            count += 2
        } else {
            UTF8Bytes.encode3(codePoint, into: target, at: 0)
            count += 3
        }
    }
}
