/// Numbers as people read them. Any value a daemon can send has a form, however senseless.
enum Quantity {
    /// `0.8`, `12.0`, `0.012`: the value rounded to so many places.
    static func decimal(_ value: Double, places: Int) -> String {
        let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
        guard let scaled = Int(exactly: (value * Double(scale)).rounded()) else { return String(describing: value) }
        let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        let digits = String(fraction)
        let zeros = String(repeating: "0", count: places - digits.count)
        return "\(scaled < 0 ? "-" : "")\(whole).\(zeros)\(digits)"
    }

    /// `999 B`, `5.7 kB`, `219.0 MB`: decimal units, as disks are sold.
    static func bytes(_ count: Int) -> String {
        guard count.magnitude >= 1000 else { return "\(count) B" }
        var value = Double(count)
        var unit = "B"
        for larger in ["kB", "MB", "GB", "TB"] where value.magnitude >= 999.95 {
            value /= 1000
            unit = larger
        }
        return "\(decimal(value, places: 1)) \(unit)"
    }

    /// `42 s`, `12 min`, `3 h 12 min`, `5 d 3 h`; parts of the last unit are dropped.
    static func duration(seconds: Double) -> String {
        guard let whole = Int(exactly: seconds.rounded(.down)), whole >= 0 else { return "\(seconds) s" }
        return switch whole {
        case ..<60: "\(whole) s"
        case ..<3600: "\(whole / 60) min"
        case ..<86_400: "\(whole / 3600) h \(whole % 3600 / 60) min"
        default: "\(whole / 86_400) d \(whole % 86_400 / 3600) h"
        }
    }
}
