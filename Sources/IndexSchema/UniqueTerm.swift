/// The terms that paths become. A path is bytes; what the engine cannot take whole ends in a hash of all of it.
package enum UniqueTerm {
    /// The longest term of the engine, in bytes.
    private static let longestBytes = 245

    /// The unique term of the document at a path.
    package static func path(_ path: some Collection<UInt8>) -> [UInt8] {
        term(TermPrefix.path, path)
    }

    /// The term of a folder that holds the document, at any depth. No slash at the end, except for `/`.
    package static func folder(_ path: some Collection<UInt8>) -> [UInt8] {
        term(TermPrefix.folder, path)
    }

    private static func term(_ prefix: String, _ path: some Collection<UInt8>) -> [UInt8] {
        var term = Array(prefix.utf8)
        // The engine writes a zero byte as two, but no path has one. A whole path stays shorter than any with a hash, so
        // that none can be named to look like one.
        guard term.count + path.count >= longestBytes else { return term + path }
        let hash = "~" + hexadecimalHash(path)
        term += path.prefix(longestBytes - term.count - hash.utf8.count)
        return term + hash.utf8
    }

    /// 128 bits of Fowler–Noll–Vo (1a): two paths that meet by chance are not to be expected in any collection.
    package static func hexadecimalHash(_ bytes: some Collection<UInt8>) -> String {
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in bytes { hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}
