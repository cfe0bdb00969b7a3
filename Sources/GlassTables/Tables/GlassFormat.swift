/// The numbers of the format, which has the date 2016-03-14 and is that of Xapian 1.4.
enum GlassFormat {
    static let blockBytes = 8192
    /// What a block begins with; its directory follows.
    static let blockHeaderBytes = 11
    /// An entry of a block's directory.
    static let directoryEntryBytes = 2
    /// Updates must be able to put four items into a block, so none is larger.
    static let longestItemBytes = 2043
    static let longestKeyBytes = 255
    /// A tag of more bytes may be deflated, in tables that deflate.
    static let longestPlainTagBytes = 18
    static let longestTermBytes = 245
    /// The revision of a table that is written whole. Readers compare nothing else, so none may be held open across a
    /// change of generation.
    static let revision: UInt32 = 1
    /// From so many bytes on, a list is continued in a new chunk.
    static let chunkBytes = 2000
    /// The lists of terms that are deflated, but for their first chunk: to inflate shorter ones is not worth it, and a longer one
    /// is what a slow query reads.
    static let deflatedListBytes = 512...1 << 16
    /// How long that first chunk gets: each query reads a term's counts from there, which shall inflate nothing.
    static let headChunkBytes = 16
}
