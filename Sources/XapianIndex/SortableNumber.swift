internal import CXapian

/// Numbers as bytes that sort like the numbers, for value slots.
package enum SortableNumber {
    /// At most 9 bytes; none for negative infinity. The number must not be NaN.
    package static func bytes(_ number: Double) -> [UInt8] {
        precondition(!number.isNaN, "NaN has no place in an order")
        return Array(unsafeUninitializedCapacity: Int(cx_sortable_capacity)) { buffer, count in
            count = cx_sortable_from_double(number, &buffer[0])
        }
    }

    /// The number that `bytes(_:)` turned into these bytes; any number when they are others.
    package static func number(_ bytes: [UInt8]) -> Double {
        lend(bytes) { cx_sortable_to_double($0) }
    }
}
