internal import Glibc

/// Numbers for people.
enum Quantity {
    /// `1 document`, `2 documents`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// `312 bytes`, `4.2 kB`, `1.0 GB`, by thousands.
    static func bytes(_ number: Int) -> String {
        if number < 1000 { return count(number, "byte") }
        var value = Double(number)
        for unit in ["kB", "MB", "GB"] {
            value /= 1000
            if value < 999.95 { return "\(oneDecimal(value)) \(unit)" }
        }
        return "\(oneDecimal(value / 1000)) TB"
    }

    /// `0.4 s`, `2 min 05 s`.
    static func seconds(_ number: Double) -> String {
        let whole = Int(number.rounded())
        if whole < 60 { return "\(oneDecimal(number)) s" }
        return "\(whole / 60) min \(whole % 60 < 10 ? "0" : "")\(whole % 60) s"
    }

    /// `2016-12-31 08:00:00 UTC`.
    static func date(_ seconds: Int64) -> String {
        var time = time_t(seconds)
        var date = tm()
        guard gmtime_r(&time, &date) != nil else { return "\(seconds)" }
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(Int(date.tm_year) + 1900)-\(two(date.tm_mon + 1))-\(two(date.tm_mday)) "
            + "\(two(date.tm_hour)):\(two(date.tm_min)):\(two(date.tm_sec)) UTC"
    }

    /// `2016-12-31 08:00:00 UTC (3 minutes ago)`; without the age for what is still to come, as it is after the clock was
    /// set back.
    static func dateAndAge(_ seconds: Int64, now: Int64) -> String {
        let age = Int(now) - Int(seconds)
        let text =
            switch age {
            case ..<0: ""
            case ..<60: " (\(count(age, "second")) ago)"
            case ..<3600: " (\(count(age / 60, "minute")) ago)"
            case ..<86_400: " (\(count(age / 3600, "hour")) ago)"
            default: " (\(count(age / 86_400, "day")) ago)"
            }
        return date(seconds) + text
    }

    private static func oneDecimal(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
