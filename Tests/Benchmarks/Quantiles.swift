extension [Double] {
    /// The 50th, 90th, 95th and 99th of a hundred, and the most, as cells of a table; zeros when there are none.
    var quantileCells: String {
        [0.5, 0.9, 0.95, 0.99, 1].map { quantile($0).rounded3 }.joined(separator: " | ")
    }

    /// What so great a share of the values is not above; 0 when there are none.
    func quantile(_ share: Double) -> Double {
        let sorted = sorted()
        return sorted.isEmpty ? 0 : sorted[Swift.min(Int(share * Double(sorted.count)), sorted.count - 1)]
    }

    var median: Double { quantile(0.5) }

    /// Milliseconds with four decimals: raw data is kept, and more digits than clocks have are only length.
    var recorded: [Double] { map { ($0 * 1e4).rounded() / 1e4 } }
}

extension Double {
    /// With three decimals, as many as a microsecond has.
    var rounded3: String {
        let thousandths = Int((self * 1000).rounded())
        let decimals = String(thousandths % 1000)
        return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - decimals.count))\(decimals)"
    }
}
