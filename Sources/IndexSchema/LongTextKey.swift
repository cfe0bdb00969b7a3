/// The keys under which the parts of a document's long text lie in the engine's metadata.
///
/// They follow from the path and a number, so a document that is deleted or replaced names what must go with it.
package enum LongTextKey {
    /// What all keys of blocks, and of parts of filters, begin with.
    package static let blockPrefix = "sou.block."
    package static let filterPrefix = "sou.filter."

    private static let digitCount = 6

    /// - Parameter path: the document's.
    package static func block(_ number: Int, of path: some Collection<UInt8>) -> String {
        blockPrefix + UniqueTerm.hexadecimalHash(path) + suffix(number)
    }

    package static func filterPart(_ number: Int, of path: some Collection<UInt8>) -> String {
        filterPrefix + UniqueTerm.hexadecimalHash(path) + suffix(number)
    }

    /// All keys of a document: none when its text is short.
    package static func all(of record: DocumentRecord) -> [String] {
        guard let filter = record.longText?.filter else { return [] }
        let hash = UniqueTerm.hexadecimalHash(record.path)
        return (0..<filter.blockCount).map { blockPrefix + hash + suffix($0) }
            + (0..<filter.partCount).map { filterPrefix + hash + suffix($0) }
    }

    /// What the keys of a path's document begin with, whatever its record says: those of its blocks, and of its filter.
    package static func prefixes(of path: some Collection<UInt8>) -> [String] {
        let hash = UniqueTerm.hexadecimalHash(path)
        return [blockPrefix + hash + ".", filterPrefix + hash + "."]
    }

    private static func suffix(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "." + String(repeating: "0", count: max(0, digitCount - digits.count)) + digits
    }
}
