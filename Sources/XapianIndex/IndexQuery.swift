internal import CXapian

/// A query as the engine runs it. Immutable; parts are shared, never copied.
///
/// Queries belong to one thread at a time, together with every query they are part of, because the engine's reference
/// counts are not atomic.
package final class IndexQuery {
    let handle: OpaquePointer

    /// - Parameter handle: null when the engine refuses the arguments (the caller's mistake) or memory is exhausted.
    private init(_ handle: OpaquePointer?) {
        guard let handle else { preconditionFailure("the engine refuses the query") }
        self.handle = handle
    }

    deinit {
        cx_query_free(handle)
    }

    /// The documents with the term. The empty term is in every document, without a weight.
    package static func term(_ term: [UInt8]) -> IndexQuery {
        IndexQuery(lend(term) { cx_query_term($0) })
    }

    /// Every document, without a weight.
    package static var matchAll: IndexQuery { IndexQuery(cx_query_all()) }

    /// No document.
    package static var matchNothing: IndexQuery { IndexQuery(cx_query_nothing()) }

    /// The documents that match all; the weights are added. An empty list matches nothing.
    package static func and(_ queries: [IndexQuery]) -> IndexQuery { combine(.and, queries) }

    /// The documents that match any; the weights are added. An empty list matches nothing.
    package static func or(_ queries: [IndexQuery]) -> IndexQuery { combine(.or, queries) }

    /// The documents that match any, with the highest of the weights. An empty list matches nothing.
    package static func max(_ queries: [IndexQuery]) -> IndexQuery { combine(.max, queries) }

    /// The documents that match any, weighted as if all were one term. An empty list matches nothing.
    package static func synonym(_ queries: [IndexQuery]) -> IndexQuery { combine(.synonym, queries) }

    /// The documents of this query; the weight of the other one is added where it matches too.
    package func andMaybe(_ other: IndexQuery) -> IndexQuery { .combine(.and_maybe, [self, other]) }

    /// The documents of this query that the other one does not match.
    package func andNot(_ other: IndexQuery) -> IndexQuery { .combine(.and_not, [self, other]) }

    /// The documents of this query that the other one matches too; the other one adds no weight.
    package func filter(_ other: IndexQuery) -> IndexQuery { .combine(.filter, [self, other]) }

    /// The same documents, with their weights multiplied by a factor of at least 0.
    package func scaled(by factor: Double) -> IndexQuery {
        precondition(factor >= 0, "a weight cannot be negative")
        return withExtendedLifetime(self) { IndexQuery(cx_query_scale(handle, factor)) }
    }

    /// The documents whose value in the slot is within the bounds, both included, compared as bytes.
    /// Without a weight. Nothing when the lower bound is above the upper.
    package static func valueRange(_ slot: UInt32, _ lower: [UInt8], _ upper: [UInt8]) -> IndexQuery {
        IndexQuery(lend(lower) { lower in lend(upper) { upper in cx_query_value_range(slot, lower, upper) } })
    }

    /// The documents whose value in the slot is the bound or above it, compared as bytes. Without a weight.
    package static func valueAtLeast(_ slot: UInt32, _ lower: [UInt8]) -> IndexQuery {
        IndexQuery(lend(lower) { cx_query_value_at_least(slot, $0) })
    }

    /// The documents whose value in the slot is the bound or below it, compared as bytes. Without a weight.
    package static func valueAtMost(_ slot: UInt32, _ upper: [UInt8]) -> IndexQuery {
        IndexQuery(lend(upper) { cx_query_value_at_most(slot, $0) })
    }

    /// The documents with a term that starts with the prefix, weighted as if all those terms were one.
    ///
    /// - Parameter limit: at least 1; of more terms only the most frequent are taken, in each shard.
    package static func termsStarting(with prefix: [UInt8], limit: Int) -> IndexQuery {
        precondition(limit > 0, "a prefix must stand for at least one term")
        return IndexQuery(lend(prefix) { cx_query_prefix($0, UInt32(clamping: limit)) })
    }

    /// Every document, with this weight (at least 0) whatever the weighting.
    package static func constantWeight(_ weight: Double) -> IndexQuery {
        precondition(weight >= 0, "a weight cannot be negative")
        return IndexQuery(cx_query_constant_weight(weight))
    }

    private static func combine(_ operation: cx_operator, _ queries: [IndexQuery]) -> IndexQuery {
        // The handles are the queries' own, which the array keeps alive during the call.
        withExtendedLifetime(queries) {
            let handles: [OpaquePointer] = queries.map(\.handle)
            return IndexQuery(handles.withUnsafeBufferPointer { cx_query_combine(operation, $0.baseAddress, $0.count) })
        }
    }
}

extension IndexQuery: CustomStringConvertible {
    /// The engine's text form, for debugging: `Query((a AND b))`.
    package var description: String {
        var text = cx_bytes()
        guard cx_query_description(handle, &text) else { return "Query(?)" }
        return String(decoding: text.buffer, as: UTF8.self)
    }
}

@available(*, unavailable)
extension IndexQuery: Sendable {}
