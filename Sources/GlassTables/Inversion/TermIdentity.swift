/// A number for a term: a gram's own, or a hash.
struct TermIdentity {
    let number: UInt64

    /// By chance, so that nobody can write a text whose words all have one hash.
    private static let seed = UInt64.random(in: 0...UInt64.max)

    @inline(__always)
    init(_ term: UnsafeBufferPointer<UInt8>) {
        if let gram = Gram.number(of: term) {
            self.init(gram: gram)
        } else {
            self.init(hashing: term)
        }
    }

    @inline(__always)
    init(gram: UInt32) {
        number = UInt64(gram)
    }

    @inline(never)
    init(hashing term: UnsafeBufferPointer<UInt8>) {
        var hash = Self.seed ^ UInt64(term.count)
        var rest = UnsafeRawBufferPointer(term)
        while rest.count >= 8 {
            hash = (hash ^ rest.loadUnaligned(as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            rest = UnsafeRawBufferPointer(rebasing: rest[8...])
        }
        var last: UInt64 = 0
        for byte in rest { last = last << 8 | UInt64(byte) }
        hash = (hash ^ last) &* 0x9E37_79B9_7F4A_7C15
        number = hash ^ hash >> 32
    }
}
