internal import CXapian
package import SystemPackage

/// Merges indexes into one compact index.
package enum Compaction {
    /// From this many sources on, posting lists are merged in groups first.
    private static let multipassSourceCount = 16

    /// Writes a new index at `destination` with the documents of the sources, in their order and with new IDs.
    ///
    /// Metadata that several sources have under one key is taken from the first. Every source keeps about four files
    /// open meanwhile. After an error the destination is there in part, and of no use. Nothing is synced.
    ///
    /// The compaction is the engine's standard one: its fuller one can write an invalid tree in 1.4.22.
    ///
    /// - Parameter sources: at least one; opened read-only, each must be committed.
    package static func merge(_ sources: [FilePath], into destination: FilePath) throws(IndexError) {
        precondition(!sources.isEmpty, "nothing to merge")
        for source in sources { _ = try DatabaseHeads(source, .open) }
        let bytes = sources.map { source in lend(source) { Array($0.buffer) } }
        let joined = bytes.flatMap(\.self)
        try attempt(.merge, destination) { error in
            joined.withUnsafeBufferPointer { all in
                var start = 0
                let parts = bytes.map { part in
                    defer { start += part.count }
                    return cx_bytes(UnsafeBufferPointer(rebasing: all[start..<start + part.count]))
                }
                let isMultipass = sources.count >= multipassSourceCount
                return lend(destination) { cx_merge(parts, parts.count, $0, isMultipass, error) }
            }
        }
    }
}
