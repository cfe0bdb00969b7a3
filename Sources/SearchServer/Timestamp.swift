/// Times as text, after RFC 3339 in UTC.
enum Timestamp {
    /// `1483142400` gives `2016-12-31T00:00:00Z`; nil outside the years 0000 to 9999, which the format cannot write.
    ///
    /// - Parameter seconds: since 1970-01-01T00:00:00Z.
    static func text(_ seconds: Int64) -> String? {
        guard (-62_167_219_200...253_402_300_799).contains(seconds) else { return nil }
        let secondsPerDay: Int64 = 86_400
        let secondOfDay = (seconds % secondsPerDay + secondsPerDay) % secondsPerDay

        // Days to a date by counting years from March, so that a leap day is the last of its year, in eras of 400 years
        // from 0000-03-01, which is 719,468 days before 1970.
        let day = (seconds - secondOfDay) / secondsPerDay + 719_468
        let era = (day >= 0 ? day : day - 146_096) / 146_097
        let dayOfEra = day - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)

        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(dayOfMonth, 2))T"
            + "\(digits(secondOfDay / 3600, 2)):\(digits(secondOfDay / 60 % 60, 2)):\(digits(secondOfDay % 60, 2))Z"
    }

    private static func digits(_ number: Int64, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: count - text.count) + text
    }
}
