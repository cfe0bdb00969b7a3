// What every function of the shim does alike: objects behind opaque pointers, bytes in and out, and no exception out.

#pragma once

#include "CXapian.h"
#include "MemoryFault.hpp"

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

/// Fills the error of a call that was left because of a fault of memory or, with the system's error, of an exception that
/// met a destructor.
void describe_memory_fault(cx_error *error, int system_error) noexcept;

/// Runs the body; after an exception, or a fault of memory, the error is filled and the result is `failure`.
///
/// Not inlined: what a frame has in registers is not known after a fault.
template <typename Result, typename Body>
__attribute__((noinline)) Result guarded(cx_error *error, Result failure, Body body) noexcept {
    MemoryFaultScope scope;
    if (_setjmp(scope.place)) {
        describe_memory_fault(error, scope.system_error);
        return failure;
    }
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

/// As `succeeds`, where a failure has but one meaning for the caller.
template <typename Body>
__attribute__((noinline)) bool succeeds(Body body) noexcept {
    MemoryFaultScope scope;
    if (_setjmp(scope.place)) return false;
    try {
        body();
        return true;
    } catch (...) {
        return false;
    }
}

/// Ends an object. What a fault of memory has left of it may not be fit to be ended; then it leaks.
template <typename Object>
void release(Object *object) noexcept {
    succeeds([&] { delete object; });
}
