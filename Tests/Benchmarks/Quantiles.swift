extension [Double] {
    /// The 50th, 90th, 95th and 99th of a hundred, and the most, as cells of a table; zeros when there are none.
    var quantileCells: String {
        let sorted = sorted()
        return [0.5, 0.9, 0.95, 0.99, 1].map { share in
            (sorted.isEmpty ? 0 : sorted[Swift.min(Int(share * Double(sorted.count)), sorted.count - 1)]).rounded3
        }.joined(separator: " | ")
    }
}

extension Double {
    /// With three decimals, as many as a microsecond has.
    var rounded3: String {
        let thousandths = Int((self * 1000).rounded())
        let decimals = String(thousandths % 1000)
        return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - decimals.count))\(decimals)"
    }
}
