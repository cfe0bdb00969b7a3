/// What the index knows of a file as it was when it was read, so that a later look can tell whether it is still the same.
package struct FileFacts: Hashable, Sendable {
    /// How the encoding of the file has to do with that of others.
    package enum Encoding: Hashable, Sendable {
        /// Not at all: its text is UTF-8, or its encoding is not sure enough to go by, or it has none.
        case alone
        /// It is in this encoding, which counts for the folders that it is in.
        case counts(String)
        /// Its bytes leave the encoding open: it was read when most of its folder was in this one, or in none that is known.
        case follows(String?)
    }

    package var sizeBytes: Int
    /// The file's modification, and the last change of anything about it, in nanoseconds since 1970-01-01T00:00:00Z.
    package var modifiedNanoseconds: Int64
    package var changedNanoseconds: Int64
    package var inode: UInt64
    package var device: UInt64
    /// It was read so soon after it changed that a later change may bear the same time.
    package var mayHaveChanged: Bool
    package var encoding: Encoding
    /// The bytes of text that the index has of it.
    package var textByteCount: Int

    package init(
        sizeBytes: Int, modifiedNanoseconds: Int64, changedNanoseconds: Int64, inode: UInt64, device: UInt64,
        mayHaveChanged: Bool = false, encoding: Encoding = .alone, textByteCount: Int = 0
    ) {
        self.sizeBytes = sizeBytes
        self.modifiedNanoseconds = modifiedNanoseconds
        self.changedNanoseconds = changedNanoseconds
        self.inode = inode
        self.device = device
        self.mayHaveChanged = mayHaveChanged
        self.encoding = encoding
        self.textByteCount = textByteCount
    }

    /// Those of no file: whatever is compared with them has changed.
    package static let none = FileFacts(
        sizeBytes: 0, modifiedNanoseconds: 0, changedNanoseconds: 0, inode: 0, device: 0, mayHaveChanged: true)

    // MARK: The stored form

    private static let mayHaveChangedFlag: UInt8 = 1
    private static let countsFlag: UInt8 = 2
    private static let followsFlag: UInt8 = 4
    /// Six numbers of eight bytes and the flags.
    package static let leastBytes = 49

    /// Numbers of eight bytes, the highest first; the flags; the name of the encoding.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.leastBytes + 8)
        let numbers = [
            UInt64(bitPattern: Int64(sizeBytes)), UInt64(bitPattern: modifiedNanoseconds),
            UInt64(bitPattern: changedNanoseconds), inode, device, UInt64(bitPattern: Int64(textByteCount)),
        ]
        for number in numbers { withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) } }
        var flags: UInt8 = mayHaveChanged ? Self.mayHaveChangedFlag : 0
        var name = ""
        switch encoding {
        case .alone: break
        case .counts(let encoding):
            flags |= Self.countsFlag
            name = encoding
        case .follows(let encoding):
            flags |= Self.followsFlag
            name = encoding ?? ""
        }
        bytes.append(flags)
        bytes.append(contentsOf: name.utf8)
        return bytes
    }

    /// Nil when these are not the bytes of facts.
    package init?(_ bytes: some RandomAccessCollection<UInt8>) {
        // What is generic is not specialized for other modules: so to look at each byte took two fifths of an update that
        // finds nothing changed.
        self.init(stored: Array(bytes))
    }

    private init?(stored bytes: [UInt8]) {
        guard bytes.count >= Self.leastBytes else { return nil }
        func number(_ index: Int) -> UInt64 {
            bytes.dropFirst(8 * index).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
        sizeBytes = Int(Int64(bitPattern: number(0)))
        modifiedNanoseconds = Int64(bitPattern: number(1))
        changedNanoseconds = Int64(bitPattern: number(2))
        inode = number(3)
        device = number(4)
        textByteCount = Int(Int64(bitPattern: number(5)))
        let rest = bytes.dropFirst(Self.leastBytes - 1)
        guard let flags = rest.first, sizeBytes >= 0, textByteCount >= 0,
            let name = String(validating: rest.dropFirst(), as: UTF8.self)
        else { return nil }
        mayHaveChanged = flags & Self.mayHaveChangedFlag != 0
        switch flags & (Self.countsFlag | Self.followsFlag) {
        case 0: encoding = .alone
        case Self.countsFlag: encoding = .counts(name)
        case Self.followsFlag: encoding = .follows(name.isEmpty ? nil : name)
        default: return nil
        }
    }
}
