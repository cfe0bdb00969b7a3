// The part of Xapian that `XapianIndex` calls, as C: an exception of C++ that meets a Swift frame ends the process,
// so none may leave this library.
//
// The rules of every function:
// - it never throws. Where it takes a `cx_error`, it returns false (or null) after a failure and fills the error;
//   after a success the error is untouched, so the caller need not initialise it;
// - bytes given to it are copied. Bytes it gives belong to the object they came from and are valid until the next call
//   with that object, or its end;
// - an object belongs to one thread at a time, and so do all objects made from it: Xapian's reference counts are not
//   atomic;
// - a `_free` function takes an object that no longer has an owner; it takes null too.

#ifndef CXAPIAN_H
#define CXAPIAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CX_NOEXCEPT noexcept
extern "C" {
#else
#define CX_NOEXCEPT
#endif

#pragma clang assume_nonnull begin

// Errors

/// What went wrong, as far as a caller can act on it.
typedef enum __attribute__((enum_extensibility(closed))) cx_code : int32_t {
    /// The revision that was being read has been overwritten: reopen and repeat.
    cx_code_modified,
    /// Another writer has the database.
    cx_code_locked,
    cx_code_missing,
    /// There is something, and it is no database.
    cx_code_not_a_database,
    cx_code_access_denied,
    cx_code_corrupt,
    /// Written in a format that this Xapian does not read.
    cx_code_version,
    cx_code_disk_full,
    cx_code_network,
    cx_code_document_not_found,
    cx_code_invalid_argument,
    /// The database, as it is opened, cannot do this.
    cx_code_unsupported,
    cx_code_out_of_memory,
    /// What the system has said against reading or writing, for another reason than those above.
    cx_code_system,
    cx_code_other,
} cx_code;

/// Owned by the caller; both texts end with NUL and are cut to fit.
typedef struct cx_error {
    cx_code code;
    /// The class of the exception.
    char type[40];
    /// The engine's words, with the system's reason when there is one.
    char message[468];
} cx_error;

typedef struct cx_bytes {
    const uint8_t *_Nullable start;
    size_t count;
} cx_bytes;

// Reading

typedef struct cx_reader cx_reader;

typedef struct cx_statistics {
    uint32_t document_count;
    uint32_t last_document_id;
    /// The sum of the lengths of all documents, in terms.
    uint64_t total_length;
} cx_statistics;

cx_reader *_Nullable cx_reader_open(cx_bytes path, cx_error *error) CX_NOEXCEPT;
void cx_reader_free(cx_reader *_Nullable reader) CX_NOEXCEPT;
bool cx_reader_statistics(cx_reader *reader, cx_statistics *statistics, cx_error *error) CX_NOEXCEPT;

/// What the engine's weights take for granted; they may be wider than need be.
typedef struct cx_bounds {
    uint32_t shortest_length;
    uint32_t longest_length;
} cx_bounds;

bool cx_reader_bounds(cx_reader *reader, cx_bounds *bounds, cx_error *error) CX_NOEXCEPT;

typedef struct cx_term_statistics {
    uint64_t collection_frequency;
    /// No document has the term more often.
    uint32_t highest_frequency;
} cx_term_statistics;

bool cx_reader_term_statistics(
    cx_reader *reader, cx_bytes term, cx_term_statistics *statistics, cx_error *error) CX_NOEXCEPT;

/// How many documents have a value in the slot. The lowest and the highest follow one another in `bounds`.
bool cx_reader_value_statistics(
    cx_reader *reader, uint32_t slot, uint32_t *count, size_t *lowest_count, cx_bytes *bounds, cx_error *error)
    CX_NOEXCEPT;
bool cx_reader_distinct_terms(cx_reader *reader, uint32_t id, uint32_t *count, cx_error *error) CX_NOEXCEPT;
/// Fails with `cx_code_unsupported` when there are several shards: each has its own revision.
bool cx_reader_revision(cx_reader *reader, uint64_t *revision, cx_error *error) CX_NOEXCEPT;
bool cx_reader_reopen(cx_reader *reader, bool *changed, cx_error *error) CX_NOEXCEPT;
/// Empty when the key is not set; Xapian does not tell the two apart.
bool cx_reader_metadata(cx_reader *reader, cx_bytes key, cx_bytes *value, cx_error *error) CX_NOEXCEPT;
/// The metadata of the shard that the document is in; `cx_reader_metadata` is the first shard's.
bool cx_reader_shard_metadata(
    cx_reader *reader, uint32_t id, cx_bytes key, cx_bytes *value, cx_error *error) CX_NOEXCEPT;
bool cx_reader_term_frequency(cx_reader *reader, cx_bytes term, uint32_t *frequency, cx_error *error) CX_NOEXCEPT;
bool cx_reader_document_length(cx_reader *reader, uint32_t id, uint32_t *length, cx_error *error) CX_NOEXCEPT;

// A stored document

typedef struct cx_stored cx_stored;

cx_stored *_Nullable cx_reader_document(cx_reader *reader, uint32_t id, cx_error *error) CX_NOEXCEPT;
void cx_stored_free(cx_stored *_Nullable document) CX_NOEXCEPT;
/// Read at the first call; valid as long as the document.
bool cx_stored_data(cx_stored *document, cx_bytes *data, cx_error *error) CX_NOEXCEPT;
/// Empty when the slot has no value.
bool cx_stored_value(cx_stored *document, uint32_t slot, cx_bytes *value, cx_error *error) CX_NOEXCEPT;

// Cursors. A `_next` function tells by `found` whether there was one more.

typedef struct cx_terms cx_terms;

/// The terms that start with `prefix`, ascending by bytes, each with the number of its documents.
cx_terms *_Nullable cx_reader_terms(cx_reader *reader, cx_bytes prefix, cx_error *error) CX_NOEXCEPT;
/// The terms of a document, ascending by bytes, each with its frequency within the document.
cx_terms *_Nullable cx_reader_document_terms(cx_reader *reader, uint32_t id, cx_error *error) CX_NOEXCEPT;
/// The keys of the metadata that start with `prefix`, ascending by bytes; the frequency of each is 0.
cx_terms *_Nullable cx_reader_metadata_keys(cx_reader *reader, cx_bytes prefix, cx_error *error) CX_NOEXCEPT;
void cx_terms_free(cx_terms *_Nullable terms) CX_NOEXCEPT;
bool cx_terms_next(cx_terms *terms, bool *found, cx_bytes *term, uint32_t *frequency, cx_error *error) CX_NOEXCEPT;

typedef struct cx_postings cx_postings;

/// The documents with the term, ascending; all documents when the term is empty.
cx_postings *_Nullable cx_reader_postings(cx_reader *reader, cx_bytes term, cx_error *error) CX_NOEXCEPT;
void cx_postings_free(cx_postings *_Nullable postings) CX_NOEXCEPT;
/// `frequency` may be null: that of the term within the document.
bool cx_postings_next(
    cx_postings *postings, bool *found, uint32_t *id, uint32_t *_Nullable frequency, cx_error *error) CX_NOEXCEPT;
/// Moves to the first document from `id` on, unless it is there or behind it already; `found` when that is `id`.
bool cx_postings_skip(cx_postings *postings, uint32_t id, bool *found, cx_error *error) CX_NOEXCEPT;

typedef struct cx_values cx_values;

/// The documents that have a value in the slot, ascending, each with the value.
cx_values *_Nullable cx_reader_values(cx_reader *reader, uint32_t slot, cx_error *error) CX_NOEXCEPT;
void cx_values_free(cx_values *_Nullable values) CX_NOEXCEPT;
bool cx_values_next(cx_values *values, bool *found, uint32_t *id, cx_bytes *value, cx_error *error) CX_NOEXCEPT;

// Queries. They return null when Xapian refuses the arguments, which is the caller's mistake.

typedef struct cx_query cx_query;

typedef enum __attribute__((enum_extensibility(closed))) cx_operator : int32_t {
    cx_operator_and,
    cx_operator_or,
    cx_operator_max,
    cx_operator_synonym,
    cx_operator_and_maybe,
    cx_operator_and_not,
    cx_operator_filter,
} cx_operator;

void cx_query_free(cx_query *_Nullable query) CX_NOEXCEPT;
cx_query *_Nullable cx_query_term(cx_bytes term) CX_NOEXCEPT;
cx_query *_Nullable cx_query_all(void) CX_NOEXCEPT;
cx_query *_Nullable cx_query_nothing(void) CX_NOEXCEPT;
cx_query *_Nullable cx_query_combine(
    cx_operator op, const cx_query *_Nonnull const *_Nullable queries, size_t count) CX_NOEXCEPT;
cx_query *_Nullable cx_query_scale(const cx_query *query, double factor) CX_NOEXCEPT;
cx_query *_Nullable cx_query_value_range(uint32_t slot, cx_bytes lower, cx_bytes upper) CX_NOEXCEPT;
cx_query *_Nullable cx_query_value_at_least(uint32_t slot, cx_bytes lower) CX_NOEXCEPT;
cx_query *_Nullable cx_query_value_at_most(uint32_t slot, cx_bytes upper) CX_NOEXCEPT;
/// The `limit` most frequent terms that start with `prefix`, weighted as one term.
cx_query *_Nullable cx_query_prefix(cx_bytes prefix, uint32_t limit) CX_NOEXCEPT;
/// Every document, with this weight under any weighting scheme.
cx_query *_Nullable cx_query_constant_weight(double weight) CX_NOEXCEPT;
bool cx_query_description(cx_query *query, cx_bytes *text) CX_NOEXCEPT;

// Searching

typedef enum __attribute__((enum_extensibility(closed))) cx_weighting : int32_t {
    cx_weighting_none,
    cx_weighting_bm25,
    cx_weighting_bm25_plus,
} cx_weighting;

typedef enum __attribute__((enum_extensibility(closed))) cx_order : int32_t {
    cx_order_relevance,
    cx_order_value,
    cx_order_document_id,
} cx_order;

typedef struct cx_search {
    uint32_t first;
    uint32_t count;
    uint32_t check_at_least;
    cx_weighting weighting;
    double k1, k2, k3, b, minimum_normalized_length, delta;
    cx_order order;
    /// For `cx_order_value`.
    uint32_t slot;
    bool descending;
    /// 0 is none.
    double time_limit_seconds;
} cx_search;

typedef struct cx_match {
    uint32_t id;
    double weight;
} cx_match;

typedef struct cx_match_counts {
    /// How many matches were written.
    uint32_t returned;
    uint32_t lower, estimated, upper;
} cx_match_counts;

/// Writes at most `search.count` matches to `matches`.
bool cx_reader_search(
    cx_reader *reader, const cx_query *query, const cx_search *search, cx_match *matches, cx_match_counts *counts,
    cx_error *error) CX_NOEXCEPT;

// Writing

typedef struct cx_document cx_document;

// A document in memory. Its functions fail (return null, false) only when memory is exhausted, and for an empty term.
cx_document *_Nullable cx_document_new(void) CX_NOEXCEPT;
void cx_document_free(cx_document *_Nullable document) CX_NOEXCEPT;
bool cx_document_add_term(cx_document *document, cx_bytes term, uint32_t frequency) CX_NOEXCEPT;
/// False when the document does not have the term.
bool cx_document_remove_term(cx_document *document, cx_bytes term) CX_NOEXCEPT;
bool cx_document_set_data(cx_document *document, cx_bytes data) CX_NOEXCEPT;
bool cx_document_set_value(cx_document *document, uint32_t slot, cx_bytes value) CX_NOEXCEPT;

typedef struct cx_writer cx_writer;

typedef enum __attribute__((enum_extensibility(closed))) cx_opening : int32_t {
    cx_opening_create,
    cx_opening_existing,
} cx_opening;

/// `scratch`: no fsync, for a database that is made again after a crash of the machine.
cx_writer *_Nullable cx_writer_open(cx_bytes path, cx_opening opening, bool scratch, cx_error *error) CX_NOEXCEPT;
/// Gives up what is not committed.
void cx_writer_free(cx_writer *_Nullable writer) CX_NOEXCEPT;
/// A document of the database in memory, with its terms and values. While it is the last that was asked for, putting it
/// back writes what has been changed of it.
cx_document *_Nullable cx_writer_document(cx_writer *writer, uint32_t id, cx_error *error) CX_NOEXCEPT;
bool cx_writer_put(cx_writer *writer, uint32_t id, const cx_document *document, cx_error *error) CX_NOEXCEPT;
bool cx_writer_add(cx_writer *writer, const cx_document *document, uint32_t *id, cx_error *error) CX_NOEXCEPT;
bool cx_writer_replace(
    cx_writer *writer, cx_bytes term, const cx_document *document, uint32_t *id, cx_error *error) CX_NOEXCEPT;
bool cx_writer_delete(cx_writer *writer, cx_bytes term, cx_error *error) CX_NOEXCEPT;
bool cx_writer_set_metadata(cx_writer *writer, cx_bytes key, cx_bytes value, cx_error *error) CX_NOEXCEPT;
bool cx_writer_commit(cx_writer *writer, cx_error *error) CX_NOEXCEPT;

// Whole databases

/// Merges databases into a new one at `destination`; document IDs are given anew, in the order of the sources.
/// `multipass` merges posting lists in groups, which is quicker when there are many sources.
bool cx_merge(
    const cx_bytes *sources, size_t count, cx_bytes destination, bool multipass, cx_error *error) CX_NOEXCEPT;

typedef struct cx_report cx_report;

/// Reads all of a database; the report tells the number of problems and describes them. Damage that ends the check early
/// is a problem too, not an error.
cx_report *_Nullable cx_check(cx_bytes path, cx_error *error) CX_NOEXCEPT;
void cx_report_free(cx_report *_Nullable report) CX_NOEXCEPT;
size_t cx_report_problem_count(const cx_report *report) CX_NOEXCEPT;
cx_bytes cx_report_text(const cx_report *report) CX_NOEXCEPT;

/// The version of the library that is loaded, such as `1.4.22`; it is always there.
const char *cx_version(void) CX_NOEXCEPT;

// Numbers as value slots keep them

/// The longest result of `cx_sortable_from_double`, in bytes.
enum { cx_sortable_capacity = 9 };

/// Writes the bytes, whose order is the order of the numbers, and returns how many.
size_t cx_sortable_from_double(double number, uint8_t *bytes) CX_NOEXCEPT;
double cx_sortable_to_double(cx_bytes bytes) CX_NOEXCEPT;

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
