/// Reads a year, a month or a day.
enum DatePeriod {
    /// The seconds since 1970-01-01T00:00:00Z of `2016`, `2016-10`, `2016-10-05`, also with `/` or `.`, `201610`,
    /// `20161005` and `2016年10月5日`; nil when there is no such period. In UTC, years 0001 to 9999.
    static func seconds(_ typed: Substring) -> ClosedRange<Int64>? {
        guard let numbers = numbers(typed), let year = numbers.first, year > 0 else { return nil }
        let month = numbers.count > 1 ? numbers[1] : nil
        let day = numbers.count > 2 ? numbers[2] : nil
        guard (1...12).contains(month ?? 1) else { return nil }
        let first = daysSince1970(year: year, month: month ?? 1, day: day ?? 1)
        let nextMonth = month.map { $0 % 12 + 1 } ?? 1
        let afterMonth = daysSince1970(year: year + (nextMonth == 1 ? 1 : 0), month: nextMonth, day: 1)
        if let day, day < 1 || first >= afterMonth { return nil }
        let after = day == nil ? afterMonth : first + 1
        return Int64(first) * 86_400...Int64(after) * 86_400 - 1
    }

    /// Year, month and day, as far as they are there.
    private static func numbers(_ typed: Substring) -> [Int]? {
        var parts: [Substring]
        if typed.contains("年") {
            parts = typed.split(separator: "年", maxSplits: 1, omittingEmptySubsequences: false)
            if let rest = parts.popLast(), !rest.isEmpty {
                let monthAndDay = rest.split(separator: "月", maxSplits: 1, omittingEmptySubsequences: false)
                parts.append(monthAndDay[0])
                if monthAndDay.count > 1, !monthAndDay[1].isEmpty {
                    let day = monthAndDay[1]
                    parts.append(day.last == "日" || day.last == "号" || day.last == "號" ? day.dropLast() : day)
                }
            }
        } else if typed.utf8.count == 6 || typed.utf8.count == 8, number(typed) != nil {
            let month = typed.index(typed.startIndex, offsetBy: 4)
            let day = typed.index(month, offsetBy: 2)
            parts = [typed[..<month], typed[month..<day]] + (day < typed.endIndex ? [typed[day...]] : [])
        } else {
            parts = typed.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
        }
        guard parts.count <= 3, parts[0].utf8.count == 4, parts.dropFirst().allSatisfy({ $0.utf8.count <= 2 }) else {
            return nil
        }
        let numbers = parts.compactMap(number)
        return numbers.count == parts.count ? numbers : nil
    }

    private static func number(_ digits: Substring) -> Int? {
        digits.isOfDigits ? Int(digits) : nil
    }

    /// In the Gregorian calendar, continued backwards. Howard Hinnant's days_from_civil: years begin in March, so that a
    /// leap day is the last of its year.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let year = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}
