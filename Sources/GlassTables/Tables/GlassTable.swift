/// What `iamglass` says of a table.
struct GlassTable {
    /// The number of the root block.
    var root: UInt32
    /// The root's level, 0 when it is a leaf.
    var level: Int
    /// The keys in the table.
    var entryCount: UInt64
    var blockCount: UInt32
}
