/// Reads the dates that people write into documents.
///
/// A date without a time is its midnight; one without a zone is taken as UTC, because the file does not say more and
/// the same file must give the same date on every machine.
///
/// | Written                     | Means                |
/// |-----------------------------|----------------------|
/// | `2022-02-08`                | 2022-02-08T00:00:00Z |
/// | `2019-01-11 15:33:00`       | 2019-01-11T15:33:00Z |
/// | `2022-02-08 20:53:15 +0800` | 2022-02-08T12:53:15Z |
/// | `2022-02-08T20:53:15.5Z`    | 2022-02-08T20:53:15Z |
/// | `2016/12/31`                | 2016-12-31T00:00:00Z |
/// | `2016年12月31日 8:05`        | 2016-12-31T08:05:00Z |
enum DocumentDate {
    /// Seconds since 1970 UTC, fractions dropped; nil when the text is anything but one date that exists.
    static func seconds(from text: String) -> Int64? {
        var rest = Scanner(text.unicodeScalars)
        rest.skipBlanks()
        guard let year = rest.number(digits: 4...4), year >= 1, let mark = rest.any("-/.年"),
            let month = rest.number(digits: 1...2), (1...12).contains(month), rest.any(mark == "年" ? "月" : mark) != nil,
            let day = rest.number(digits: 1...2), day >= 1, day <= days(inMonth: month, year: year)
        else { return nil }
        if mark == "年" { _ = rest.any("日号號") }
        let midnight = daysSince1970(year: year, month: month, day: day) * 86_400

        if rest.any("Tt") == nil {
            rest.skipBlanks()
            if rest.isAtEnd { return midnight }
        }
        guard let hour = rest.number(digits: 1...2), hour <= 23, rest.any(":：") != nil,
            let minute = rest.number(digits: 2...2), minute <= 59
        else { return nil }
        var second: Int64 = 0
        if rest.any(":：") != nil {
            guard let value = rest.number(digits: 2...2), value <= 60 else { return nil }
            second = value
            if rest.any(".,") != nil, rest.number(digits: 1...18) == nil { return nil }
        }
        rest.skipBlanks()
        guard let offset = zoneOffset(&rest) else { return nil }
        rest.skipBlanks()
        return rest.isAtEnd ? midnight + hour * 3600 + minute * 60 + second - offset : nil
    }

    /// Seconds east of Greenwich, 0 when no zone is written; nil for what is no zone.
    private static func zoneOffset(_ rest: inout Scanner) -> Int64? {
        if rest.isAtEnd || rest.any("Zz") != nil || rest.word("UTC") || rest.word("GMT") { return 0 }
        guard let sign = rest.any("+-"), let hours = rest.number(digits: 2...2), hours <= 14 else { return nil }
        _ = rest.any(":")
        let minutes = rest.number(digits: 2...2) ?? 0
        guard minutes <= 59 else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private static func days(inMonth month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01 in the Gregorian calendar, counted in years that begin with March, so that the leap day is
    /// the last of its year.
    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
    }

    /// What is left of the text to read.
    private struct Scanner {
        private var rest: Substring.UnicodeScalarView

        init(_ scalars: String.UnicodeScalarView) {
            rest = Substring.UnicodeScalarView(scalars[...])
        }

        var isAtEnd: Bool { rest.isEmpty }

        mutating func skipBlanks() {
            rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "\u{3000}" }
        }

        /// The next mark if it is one of `marks`.
        mutating func any(_ marks: String) -> String? {
            guard let first = rest.first, marks.unicodeScalars.contains(first) else { return nil }
            rest.removeFirst()
            return String(first)
        }

        mutating func word(_ word: String) -> Bool {
            guard rest.starts(with: word.unicodeScalars) else { return false }
            rest.removeFirst(word.unicodeScalars.count)
            return true
        }

        /// The number in the next ASCII digits, as many as there are and may be.
        mutating func number(digits: ClosedRange<Int>) -> Int64? {
            let run = rest.prefix(digits.upperBound).prefix { ("0"..."9").contains($0) }
            guard digits.contains(run.count), let number = Int64(String(run)) else { return nil }
            rest.removeFirst(run.count)
            return number
        }
    }
}
