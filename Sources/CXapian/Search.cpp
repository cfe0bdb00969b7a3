#include "Guard.hpp"

namespace {

void set_weighting(Xapian::Enquire &enquire, const cx_search &search) {
    switch (search.weighting) {
    case cx_weighting_none:
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        return;
    case cx_weighting_bm25:
        enquire.set_weighting_scheme(
            Xapian::BM25Weight(search.k1, 0, search.k3, search.b, search.minimum_normalized_length));
        return;
    case cx_weighting_bm25_plus:
        enquire.set_weighting_scheme(Xapian::BM25PlusWeight(
            search.k1, search.k2, search.k3, search.b, search.minimum_normalized_length, search.delta));
        return;
    }
}

void set_order(Xapian::Enquire &enquire, const cx_search &search) {
    switch (search.order) {
    case cx_order_relevance:
        return;
    case cx_order_value:
        enquire.set_sort_by_value_then_relevance(search.slot, search.descending);
        return;
    case cx_order_document_id:
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
        return;
    }
}

}  // namespace

bool cx_reader_search(
    cx_reader *reader, const cx_query *query, const cx_search *search, cx_match *matches, cx_match_counts *counts,
    cx_error *error) noexcept {
    return succeeds(error, [&] {
        Xapian::Enquire enquire(reader->database);
        enquire.set_query(query->query);
        set_weighting(enquire, *search);
        set_order(enquire, *search);
        enquire.set_time_limit(search->time_limit_seconds);

        const Xapian::MSet found = enquire.get_mset(search->first, search->count, search->check_at_least);
        cx_match *match = matches;
        for (Xapian::MSetIterator i = found.begin(); i != found.end(); ++i) *match++ = {*i, i.get_weight()};
        *counts = {
            found.size(), found.get_matches_lower_bound(), found.get_matches_estimated(),
            found.get_matches_upper_bound()};
    });
}
