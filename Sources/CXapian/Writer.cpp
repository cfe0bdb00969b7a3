#include "Guard.hpp"

struct cx_writer {
    Xapian::WritableDatabase database;
    bool is_in_call = false;
    /// Why a call was left.
    cx_error failure = {};
};

namespace {

/// Runs the body, unless a call was left before: what that changed by halves must not be committed. After an exception the
/// engine has given up by itself all that was not committed.
template <typename Body>
bool writes(cx_writer *writer, cx_error *error, Body body) noexcept {
    if (writer->is_in_call) {
        *error = writer->failure;
        return false;
    }
    const bool is_done = succeeds(error, [&] {
        // Not run by a call that is left.
        struct End {
            bool &is_in_call;
            ~End() { is_in_call = false; }
        } end{writer->is_in_call = true};
        body();
    });
    if (writer->is_in_call) writer->failure = *error;
    return is_done;
}

}  // namespace

cx_document *cx_document_new() noexcept {
    cx_document *document = nullptr;
    succeeds([&] { document = new cx_document{}; });
    return document;
}

void cx_document_free(cx_document *document) noexcept { release(document); }

bool cx_document_add_term(cx_document *document, cx_bytes term, uint32_t frequency) noexcept {
    return succeeds([&] { document->document.add_term(to_string(term), frequency); });
}

bool cx_document_remove_term(cx_document *document, cx_bytes term) noexcept {
    return succeeds([&] { document->document.remove_term(to_string(term)); });
}

bool cx_document_set_data(cx_document *document, cx_bytes data) noexcept {
    return succeeds([&] { document->document.set_data(to_string(data)); });
}

bool cx_document_set_value(cx_document *document, uint32_t slot, cx_bytes value) noexcept {
    return succeeds([&] { document->document.add_value(slot, to_string(value)); });
}

cx_writer *cx_writer_open(cx_bytes path, cx_opening opening, bool scratch, cx_error *error) noexcept {
    return guarded<cx_writer *>(error, nullptr, [&] {
        int flags = Xapian::DB_BACKEND_GLASS;
        flags |= opening == cx_opening_create ? Xapian::DB_CREATE : Xapian::DB_OPEN;
        // Not DB_DANGEROUS too: it saves nothing before the second commit, and it forbids the clean-up after an error,
        // so that a full disk is reported as "cancel() not supported".
        if (scratch) flags |= Xapian::DB_NO_SYNC;
        return new cx_writer{Xapian::WritableDatabase(to_string(path), flags), false, {}};
    });
}

void cx_writer_free(cx_writer *writer) noexcept {
    if (!writer) return;
    // Xapian's destructor commits what is pending and swallows the error, except within a transaction, which it
    // cancels. An unflushed transaction takes in what is already pending.
    succeeds([&] { writer->database.begin_transaction(false); });
    release(writer);
}

cx_document *cx_writer_document(cx_writer *writer, uint32_t id, cx_error *error) noexcept {
    return guarded<cx_document *>(error, nullptr, [&] {
        Xapian::Document document = writer->database.get_document(id);
        // Xapian reads these when they are first asked for; it is here that reading may fail.
        document.termlist_count();
        document.values_count();
        return new cx_document{document};
    });
}

bool cx_writer_put(cx_writer *writer, uint32_t id, const cx_document *document, cx_error *error) noexcept {
    return writes(writer, error, [&] { writer->database.replace_document(id, document->document); });
}

bool cx_writer_add(cx_writer *writer, const cx_document *document, uint32_t *id, cx_error *error) noexcept {
    return writes(writer, error, [&] { *id = writer->database.add_document(document->document); });
}

bool cx_writer_replace(
    cx_writer *writer, cx_bytes term, const cx_document *document, uint32_t *id, cx_error *error) noexcept {
    return writes(writer, error, [&] { *id = writer->database.replace_document(to_string(term), document->document); });
}

bool cx_writer_delete(cx_writer *writer, cx_bytes term, cx_error *error) noexcept {
    return writes(writer, error, [&] { writer->database.delete_document(to_string(term)); });
}

bool cx_writer_set_metadata(cx_writer *writer, cx_bytes key, cx_bytes value, cx_error *error) noexcept {
    return writes(writer, error, [&] { writer->database.set_metadata(to_string(key), to_string(value)); });
}

bool cx_writer_commit(cx_writer *writer, cx_error *error) noexcept {
    return writes(writer, error, [&] { writer->database.commit(); });
}
