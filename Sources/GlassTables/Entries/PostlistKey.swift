/// The keys of the table of postings, which holds much beside: they are in this order.
///
/// | key | what |
/// |---|---|
/// | `00 C0` name | an entry of the user's metadata |
/// | `00 D0` slot | statistics of a slot's values |
/// | `00 D8` slot, document | values of a slot, from the document on |
/// | `00 E0` | the lengths of documents; with a document, from it on |
/// | Z(term) | the postings of a term |
/// | Z(term) `00` document | more of them, from the document on |
enum PostlistKey {
    private static let valuesKind: UInt8 = 0xD8

    static func setMetadata(_ name: UnsafeBufferPointer<UInt8>, in key: inout GlassBytes) {
        begin(0xC0, &key)
        key.append(name)
    }

    static func setValueStatistics(_ slot: UInt32, in key: inout GlassBytes) {
        begin(0xD0, &key)
        key.appendShortest(slot)
    }

    static func setValues(_ slot: UInt32, from document: UInt32, in key: inout GlassBytes) {
        begin(valuesKind, &key)
        key.appendNumber(slot)
        key.appendSortable(document)
    }

    static func setLengths(in key: inout GlassBytes) {
        begin(0xE0, &key)
    }

    static func setTerm(_ term: UnsafeBufferPointer<UInt8>, in key: inout GlassBytes) {
        key.removeAll()
        key.appendTerm(term)
    }

    /// Where the postings of a term stand.
    enum Place: Equatable {
        case first
        /// Those from a document on.
        case further(UInt32)
    }

    /// Sets the term that a key is of.
    ///
    /// - Returns: nil when the key is of something else.
    static func place(_ key: UnsafeBufferPointer<UInt8>, term: inout GlassBytes) -> Place? {
        term.removeAll()
        var index = 0
        while index < key.count {
            let byte = key[index]
            index += 1
            if byte == 0 {
                guard index < key.count else { return nil }
                // No number begins with this byte.
                if key[index] != 0xFF { break }
                index += 1
            }
            term.append(byte)
        }
        guard term.count > 0 else { return nil }
        if index == key.count { return .first }
        return number(sortable: UnsafeBufferPointer(rebasing: key[index...])).map(Place.further)
    }

    /// What `GlassBytes.appendSortable` wrote.
    private static func number(sortable bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let (length, bits): (Int, UInt8) =
            switch bytes[0] {
            case ..<0x80: (2, 0x7F)
            case ..<0xC0: (3, 0x3F)
            case ..<0xE0: (4, 0x1F)
            default: (5, 0)
            }
        guard bytes.count == length else { return nil }
        return bytes.dropFirst().reduce(UInt32(bytes[0] & bits)) { $0 << 8 | UInt32($1) }
    }

    /// Whether a key is of values.
    static func isOfValues(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        key.count > 2 && key[0] == 0 && key[1] == valuesKind
    }

    private static func begin(_ kind: UInt8, _ key: inout GlassBytes) {
        key.removeAll()
        key.append(0)
        key.append(kind)
    }
}
