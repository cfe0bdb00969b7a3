#include "Guard.hpp"

#include <vector>

namespace {

/// A query, or null when Xapian refuses it.
template <typename Body>
cx_query *make(Body body) noexcept {
    cx_query *query = nullptr;
    succeeds([&] { query = new cx_query{body(), {}}; });
    return query;
}

Xapian::Query::op to_operator(cx_operator op) noexcept {
    switch (op) {
    case cx_operator_and: return Xapian::Query::OP_AND;
    case cx_operator_or: return Xapian::Query::OP_OR;
    case cx_operator_max: return Xapian::Query::OP_MAX;
    case cx_operator_synonym: return Xapian::Query::OP_SYNONYM;
    case cx_operator_and_maybe: return Xapian::Query::OP_AND_MAYBE;
    case cx_operator_and_not: return Xapian::Query::OP_AND_NOT;
    case cx_operator_filter: return Xapian::Query::OP_FILTER;
    }
    return Xapian::Query::OP_INVALID;
}

}  // namespace

void cx_query_free(cx_query *query) noexcept { release(query); }

cx_query *cx_query_term(cx_bytes term) noexcept {
    return make([&] { return Xapian::Query(to_string(term)); });
}

cx_query *cx_query_all() noexcept {
    // Not the constant `Query::MatchAll`: its reference count would be shared by all threads.
    return make([] { return Xapian::Query(std::string()); });
}

cx_query *cx_query_nothing() noexcept {
    return make([] { return Xapian::Query(); });
}

cx_query *cx_query_combine(cx_operator op, const cx_query *const *queries, size_t count) noexcept {
    return make([&] {
        std::vector<Xapian::Query> parts;
        parts.reserve(count);
        for (size_t i = 0; i < count; ++i) parts.push_back(queries[i]->query);
        return Xapian::Query(to_operator(op), parts.begin(), parts.end());
    });
}

cx_query *cx_query_scale(const cx_query *query, double factor) noexcept {
    return make([&] { return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query->query, factor); });
}

cx_query *cx_query_value_range(uint32_t slot, cx_bytes lower, cx_bytes upper) noexcept {
    return make([&] {
        return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, to_string(lower), to_string(upper));
    });
}

cx_query *cx_query_value_at_least(uint32_t slot, cx_bytes lower) noexcept {
    return make([&] { return Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, to_string(lower)); });
}

cx_query *cx_query_value_at_most(uint32_t slot, cx_bytes upper) noexcept {
    return make([&] { return Xapian::Query(Xapian::Query::OP_VALUE_LE, slot, to_string(upper)); });
}

cx_query *cx_query_prefix(cx_bytes prefix, uint32_t limit) noexcept {
    return make([&] {
        return Xapian::Query(
            Xapian::Query::OP_WILDCARD, to_string(prefix), limit, Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT);
    });
}

cx_query *cx_query_constant_weight(double weight) noexcept {
    // `release` hands the source over to the query.
    return make([&] { return Xapian::Query((new Xapian::FixedWeightPostingSource(weight))->release()); });
}

bool cx_query_description(cx_query *query, cx_bytes *text) noexcept {
    return succeeds([&] {
        query->description = query->query.get_description();
        *text = to_bytes(query->description);
    });
}
