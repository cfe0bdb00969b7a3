// What every function of the shim does alike: objects behind opaque pointers, bytes in and out, and no exception out.

#pragma once

#include "CXapian.h"

#include <string>
#include <xapian.h>

struct cx_reader {
    Xapian::Database database;
    /// Backs the bytes that the last call gave.
    std::string bytes;
};

struct cx_query {
    Xapian::Query query;
    std::string description;
};

struct cx_document {
    Xapian::Document document;
};

inline std::string to_string(cx_bytes bytes) {
    return std::string(reinterpret_cast<const char *>(bytes.start), bytes.count);
}

inline cx_bytes to_bytes(const std::string &string) noexcept {
    return cx_bytes{reinterpret_cast<const uint8_t *>(string.data()), string.size()};
}

/// Fills the error from the exception being handled. Out of line, so that the guards stay small.
void describe_current_exception(cx_error *error) noexcept;

/// Runs the body; after an exception the error is filled and the result is `failure`.
template <typename Result, typename Body>
Result guarded(cx_error *error, Result failure, Body body) noexcept {
    try {
        return body();
    } catch (...) {
        describe_current_exception(error);
        return failure;
    }
}

/// As `guarded`, for a body that only succeeds or throws.
template <typename Body>
bool succeeds(cx_error *error, Body body) noexcept {
    return guarded(error, false, [&] {
        body();
        return true;
    });
}

/// As `succeeds`, where an exception has but one meaning for the caller.
template <typename Body>
bool succeeds(Body body) noexcept {
    try {
        body();
        return true;
    } catch (...) {
        return false;
    }
}
