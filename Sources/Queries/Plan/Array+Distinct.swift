extension [[UInt8]] {
    /// Each element once, in the order of first appearance.
    var distinct: [[UInt8]] {
        var seen = Set<[UInt8]>()
        return filter { seen.insert($0).inserted }
    }
}
