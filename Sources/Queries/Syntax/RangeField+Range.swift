extension RangeField {
    /// The bounds that were typed behind the colon; nil when it is none of these.
    ///
    /// | typed      | of dates                                         | of sizes                      |
    /// |------------|--------------------------------------------------|-------------------------------|
    /// | `A`        | the year, month or day A                         | A as exactly as it was typed  |
    /// | `A..B`     | from the beginning of A to the end of B          | from A to B                   |
    /// | `>A` `>=A` | after the end of A; from its beginning on        | more than A; A or more        |
    /// | `<A` `<=A` | before the beginning of A; until its end         | less than A; A or less        |
    ///
    /// Either end of `A..B` may be open; ends in the wrong order are swapped.
    func range(_ typed: String) -> NumberRange? {
        let typed = typed.asSyntax.filter { !$0.isWhitespace }
        if let dots = typed.firstRange(of: "..") {
            return span(typed[..<dots.lowerBound], typed[dots.upperBound...])
        }
        for (sign, isUpper, includes) in [
            (">=", false, true), ("<=", true, true), ("≥", false, true), ("≤", true, true), (">", false, false),
            ("<", true, false),
        ] where typed.hasPrefix(sign) {
            guard let value = bounds(typed.dropFirst(sign.count)) else { return nil }
            if isUpper { return NumberRange(upper: includes ? value.upperBound : value.lowerBound.advanced(by: -1)) }
            // No file is larger than the largest number.
            let (next, _) = value.upperBound.addingReportingOverflow(1)
            return NumberRange(lower: includes ? value.lowerBound : max(next, value.lowerBound))
        }
        return value(typed[...]).map { NumberRange(lower: $0.lowerBound, upper: $0.upperBound) }
    }

    private func span(_ first: Substring, _ last: Substring) -> NumberRange? {
        if first.isEmpty { return bounds(last).map { NumberRange(upper: $0.upperBound) } }
        if last.isEmpty { return bounds(first).map { NumberRange(lower: $0.lowerBound) } }
        guard let first = bounds(first), let last = bounds(last) else { return nil }
        return NumberRange(
            lower: min(first.lowerBound, last.lowerBound), upper: max(first.upperBound, last.upperBound))
    }

    /// What a value alone stands for.
    private func value(_ typed: Substring) -> ClosedRange<Int64>? {
        switch self {
        case .date: DatePeriod.seconds(typed)
        case .size: ByteSize.range(typed)
        }
    }

    /// What a value stands for as a bound: a date's whole period, but a size's very number. Who types `>1M` means a file
    /// of 1.5 MB, too.
    private func bounds(_ typed: Substring) -> ClosedRange<Int64>? {
        guard let value = value(typed) else { return nil }
        return self == .date ? value : value.lowerBound...value.lowerBound
    }
}
