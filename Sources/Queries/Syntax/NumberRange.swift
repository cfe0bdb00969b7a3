/// Whole numbers between two bounds, both included; a bound that is nil is none.
package struct NumberRange: Hashable, Sendable {
    /// Of a date, seconds since 1970-01-01T00:00:00Z; of a size, bytes.
    package var lower: Int64?
    package var upper: Int64?

    package init(lower: Int64? = nil, upper: Int64? = nil) {
        self.lower = lower
        self.upper = upper
    }
}

extension NumberRange: CustomStringConvertible {
    package var description: String {
        "\(lower.map(String.init) ?? "")..\(upper.map(String.init) ?? "")"
    }
}
