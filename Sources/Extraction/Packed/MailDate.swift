/// Reads the dates of mail: `Tue, 8 Feb 2022 20:53:15 +0800 (CST)`.
enum MailDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    private static let zones = ["est": "-0500", "edt": "-0400", "pst": "-0800", "pdt": "-0700", "cst": "+0800"]

    /// Seconds since 1970 UTC; nil for what is no date. CST is China's time here.
    static func seconds(from text: String) -> Int64? {
        var words = text.prefix { $0 != "(" }.split { $0 == " " || $0 == "," }.map { $0.lowercased() }[...]
        if let first = words.first, first.first?.isLetter ?? false { words.removeFirst() }
        guard words.count >= 4, let month = months.firstIndex(of: String(words[words.startIndex + 1].prefix(3))),
            let year = Int(words[words.startIndex + 2])
        else { return nil }
        let day = words[words.startIndex]
        let clock = words[words.startIndex + 3]
        let zone = words.dropFirst(4).first ?? "+0000"
        let fullYear = year < 50 ? year + 2000 : year < 1000 ? year + 1900 : year
        return DocumentDate.seconds(
            from: "\(fullYear)-\(month + 1)-\(day) \(clock) \(zones[zone] ?? zone.uppercased())")
    }
}
