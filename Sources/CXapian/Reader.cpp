#include "Guard.hpp"

#include <optional>

struct cx_stored {
    Xapian::Document document;
    std::optional<std::string> data;
    /// Backs the bytes of the last value asked for.
    std::string value;
};

struct cx_terms {
    Xapian::TermIterator next, end;
    /// Which of the iterator's counts is meant: the others would cost a lookup or are not known.
    enum { documents, within_document, none } frequency;
    std::string term;
};

struct cx_postings {
    Xapian::PostingIterator next, end;
};

struct cx_values {
    Xapian::ValueIterator next, end;
    std::string value;
};

cx_reader *cx_reader_open(cx_bytes path, cx_error *error) noexcept {
    return guarded<cx_reader *>(error, nullptr, [&] { return new cx_reader{Xapian::Database(to_string(path)), {}}; });
}

void cx_reader_free(cx_reader *reader) noexcept { release(reader); }

bool cx_reader_statistics(cx_reader *reader, cx_statistics *statistics, cx_error *error) noexcept {
    return succeeds(error, [&] {
        const Xapian::Database &database = reader->database;
        *statistics = {database.get_doccount(), database.get_lastdocid(), database.get_total_length()};
    });
}

bool cx_reader_bounds(cx_reader *reader, cx_bounds *bounds, cx_error *error) noexcept {
    return succeeds(error, [&] {
        const Xapian::Database &database = reader->database;
        *bounds = {database.get_doclength_lower_bound(), database.get_doclength_upper_bound()};
    });
}

bool cx_reader_term_statistics(
    cx_reader *reader, cx_bytes term, cx_term_statistics *statistics, cx_error *error) noexcept {
    return succeeds(error, [&] {
        const Xapian::Database &database = reader->database;
        std::string name = to_string(term);
        *statistics = {database.get_collection_freq(name), database.get_wdf_upper_bound(name)};
    });
}

bool cx_reader_value_statistics(
    cx_reader *reader, uint32_t slot, uint32_t *count, size_t *lowest_count, cx_bytes *bounds,
    cx_error *error) noexcept {
    return succeeds(error, [&] {
        const Xapian::Database &database = reader->database;
        *count = database.get_value_freq(slot);
        reader->bytes = database.get_value_lower_bound(slot);
        *lowest_count = reader->bytes.size();
        reader->bytes += database.get_value_upper_bound(slot);
        *bounds = to_bytes(reader->bytes);
    });
}

bool cx_reader_distinct_terms(cx_reader *reader, uint32_t id, uint32_t *count, cx_error *error) noexcept {
    return succeeds(error, [&] { *count = reader->database.get_unique_terms(id); });
}

bool cx_reader_revision(cx_reader *reader, uint64_t *revision, cx_error *error) noexcept {
    return succeeds(error, [&] { *revision = reader->database.get_revision(); });
}

bool cx_reader_reopen(cx_reader *reader, bool *changed, cx_error *error) noexcept {
    return succeeds(error, [&] { *changed = reader->database.reopen(); });
}

bool cx_reader_metadata(cx_reader *reader, cx_bytes key, cx_bytes *value, cx_error *error) noexcept {
    return succeeds(error, [&] {
        reader->bytes = reader->database.get_metadata(to_string(key));
        *value = to_bytes(reader->bytes);
    });
}

bool cx_reader_shard_metadata(
    cx_reader *reader, uint32_t id, cx_bytes key, cx_bytes *value, cx_error *error) noexcept {
    return succeeds(error, [&] {
        // Xapian deals IDs out to the shards by turns, and has no other way to one of them than this.
        const auto &shards = reader->database.internal;
        if (shards.empty()) throw Xapian::InvalidOperationError("the index has no shard");
        Xapian::Database shard(shards[(id - 1) % shards.size()].get());
        reader->bytes = shard.get_metadata(to_string(key));
        *value = to_bytes(reader->bytes);
    });
}

bool cx_reader_term_frequency(cx_reader *reader, cx_bytes term, uint32_t *frequency, cx_error *error) noexcept {
    return succeeds(error, [&] { *frequency = reader->database.get_termfreq(to_string(term)); });
}

bool cx_reader_document_length(cx_reader *reader, uint32_t id, uint32_t *length, cx_error *error) noexcept {
    return succeeds(error, [&] { *length = reader->database.get_doclength(id); });
}

// Stored documents

cx_stored *cx_reader_document(cx_reader *reader, uint32_t id, cx_error *error) noexcept {
    return guarded<cx_stored *>(
        error, nullptr, [&] { return new cx_stored{reader->database.get_document(id), std::nullopt, {}}; });
}

void cx_stored_free(cx_stored *document) noexcept { release(document); }

bool cx_stored_data(cx_stored *document, cx_bytes *data, cx_error *error) noexcept {
    return succeeds(error, [&] {
        if (!document->data) document->data = document->document.get_data();
        *data = to_bytes(*document->data);
    });
}

bool cx_stored_value(cx_stored *document, uint32_t slot, cx_bytes *value, cx_error *error) noexcept {
    return succeeds(error, [&] {
        document->value = document->document.get_value(slot);
        *value = to_bytes(document->value);
    });
}

// Cursors

cx_terms *cx_reader_terms(cx_reader *reader, cx_bytes prefix, cx_error *error) noexcept {
    return guarded<cx_terms *>(error, nullptr, [&] {
        const Xapian::Database &database = reader->database;
        std::string start = to_string(prefix);
        return new cx_terms{database.allterms_begin(start), database.allterms_end(start), cx_terms::documents, {}};
    });
}

cx_terms *cx_reader_document_terms(cx_reader *reader, uint32_t id, cx_error *error) noexcept {
    return guarded<cx_terms *>(error, nullptr, [&] {
        const Xapian::Database &database = reader->database;
        return new cx_terms{database.termlist_begin(id), database.termlist_end(id), cx_terms::within_document, {}};
    });
}

cx_terms *cx_reader_metadata_keys(cx_reader *reader, cx_bytes prefix, cx_error *error) noexcept {
    return guarded<cx_terms *>(error, nullptr, [&] {
        const Xapian::Database &database = reader->database;
        std::string start = to_string(prefix);
        return new cx_terms{
            database.metadata_keys_begin(start), database.metadata_keys_end(start), cx_terms::none, {}};
    });
}

void cx_terms_free(cx_terms *terms) noexcept { release(terms); }

bool cx_terms_next(cx_terms *terms, bool *found, cx_bytes *term, uint32_t *frequency, cx_error *error) noexcept {
    return succeeds(error, [&] {
        *found = terms->next != terms->end;
        if (!*found) return;
        terms->term = *terms->next;
        *term = to_bytes(terms->term);
        *frequency = terms->frequency == cx_terms::none              ? 0
                     : terms->frequency == cx_terms::within_document ? terms->next.get_wdf()
                                                                     : terms->next.get_termfreq();
        ++terms->next;
    });
}

cx_postings *cx_reader_postings(cx_reader *reader, cx_bytes term, cx_error *error) noexcept {
    return guarded<cx_postings *>(error, nullptr, [&] {
        const Xapian::Database &database = reader->database;
        std::string name = to_string(term);
        return new cx_postings{database.postlist_begin(name), database.postlist_end(name)};
    });
}

void cx_postings_free(cx_postings *postings) noexcept { release(postings); }

bool cx_postings_next(
    cx_postings *postings, bool *found, uint32_t *id, uint32_t *frequency, cx_error *error) noexcept {
    return succeeds(error, [&] {
        *found = postings->next != postings->end;
        if (!*found) return;
        *id = *postings->next;
        if (frequency) *frequency = postings->next.get_wdf();
        ++postings->next;
    });
}

bool cx_postings_skip(cx_postings *postings, uint32_t id, bool *found, cx_error *error) noexcept {
    return succeeds(error, [&] {
        if (postings->next != postings->end) postings->next.skip_to(id);
        *found = postings->next != postings->end && *postings->next == id;
    });
}

cx_values *cx_reader_values(cx_reader *reader, uint32_t slot, cx_error *error) noexcept {
    return guarded<cx_values *>(error, nullptr, [&] {
        const Xapian::Database &database = reader->database;
        return new cx_values{database.valuestream_begin(slot), database.valuestream_end(slot), {}};
    });
}

void cx_values_free(cx_values *values) noexcept { delete values; }

bool cx_values_next(cx_values *values, bool *found, uint32_t *id, cx_bytes *value, cx_error *error) noexcept {
    return succeeds(error, [&] {
        *found = values->next != values->end;
        if (!*found) return;
        *id = values->next.get_docid();
        values->value = *values->next;
        *value = to_bytes(values->value);
        ++values->next;
    });
}
