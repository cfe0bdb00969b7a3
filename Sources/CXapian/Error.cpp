#include "Guard.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>

namespace {

/// Whether the engine's system reason is that of `number`: Xapian keeps errno private and gives only its text.
bool is_reason(const char *reason, int number) {
    return reason && std::strcmp(reason, std::strerror(number)) == 0;
}

bool is_disk_full(const Xapian::Error &exception) {
    const char *reason = exception.get_error_string();
    return is_reason(reason, ENOSPC) || is_reason(reason, EDQUOT)
        || exception.get_msg().find(std::strerror(ENOSPC)) != std::string::npos;
}

/// An opening error is "not a database" only when the system had no objection of its own.
cx_code code_of(const Xapian::DatabaseOpeningError &exception) {
    const char *reason = exception.get_error_string();
    if (!reason) return cx_code_not_a_database;
    if (is_reason(reason, ENOENT) || is_reason(reason, ENOTDIR)) return cx_code_missing;
    if (is_reason(reason, EACCES) || is_reason(reason, EPERM)) return cx_code_access_denied;
    return cx_code_system;
}

void fill(cx_error *error, cx_code code, const char *type, const std::string &message, const char *reason) {
    error->code = code;
    std::snprintf(error->type, sizeof error->type, "%s", type);
    std::snprintf(error->message, sizeof error->message, reason ? "%s: %s" : "%s", message.c_str(), reason);
}

void fill(cx_error *error, cx_code code, const Xapian::Error &exception) {
    fill(error, is_disk_full(exception) ? cx_code_disk_full : code, exception.get_type(), exception.get_msg(),
         exception.get_error_string());
}

}  // namespace

__attribute__((cold, noinline)) void describe_current_exception(cx_error *error) noexcept {
    try {
        throw;
    } catch (const Xapian::DatabaseModifiedError &exception) {
        fill(error, cx_code_modified, exception);
    } catch (const Xapian::DatabaseLockError &exception) {
        fill(error, cx_code_locked, exception);
    } catch (const Xapian::DatabaseVersionError &exception) {
        fill(error, cx_code_version, exception);
    } catch (const Xapian::DatabaseOpeningError &exception) {
        fill(error, code_of(exception), exception);
    } catch (const Xapian::DatabaseCreateError &exception) {
        // There was nothing before that could be damaged. That a file could not be renamed is told without the system's reason.
        fill(error, cx_code_system, exception);
    } catch (const Xapian::DatabaseCorruptError &exception) {
        fill(error, cx_code_corrupt, exception);
    } catch (const Xapian::DatabaseClosedError &exception) {
        fill(error, cx_code_unsupported, exception);
    } catch (const Xapian::DocNotFoundError &exception) {
        fill(error, cx_code_document_not_found, exception);
    } catch (const Xapian::NetworkError &exception) {
        fill(error, cx_code_network, exception);
    } catch (const Xapian::InvalidArgumentError &exception) {
        fill(error, cx_code_invalid_argument, exception);
    } catch (const Xapian::InvalidOperationError &exception) {
        fill(error, cx_code_unsupported, exception);
    } catch (const Xapian::UnimplementedError &exception) {
        fill(error, cx_code_unsupported, exception);
    } catch (const Xapian::FeatureUnavailableError &exception) {
        fill(error, cx_code_unsupported, exception);
    } catch (const Xapian::DatabaseError &exception) {
        // Such as a file that ends too early. What the system has said against reading or writing is another matter.
        fill(error, exception.get_error_string() ? cx_code_system : cx_code_corrupt, exception);
    } catch (const Xapian::Error &exception) {
        fill(error, cx_code_other, exception);
    } catch (const std::bad_alloc &exception) {
        fill(error, cx_code_out_of_memory, "std::bad_alloc", "out of memory", nullptr);
    } catch (const std::exception &exception) {
        fill(error, cx_code_other, "std::exception", exception.what(), nullptr);
    } catch (...) {
        fill(error, cx_code_other, "unknown", "an exception of an unknown type", nullptr);
    }
}

__attribute__((cold, noinline)) void describe_memory_fault(cx_error *error, int system_error) noexcept {
    if (system_error) {
        bool is_full = system_error == ENOSPC || system_error == EDQUOT;
        fill(error, is_full ? cx_code_disk_full : cx_code_system, "fault", "writing failed", std::strerror(system_error));
        return;
    }
    fill(error, cx_code_corrupt, "fault", "what it says leads beyond its memory", nullptr);
}
