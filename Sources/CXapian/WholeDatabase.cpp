#include "Guard.hpp"

#include <sstream>

struct cx_report {
    size_t problem_count;
    std::string text;
};

bool cx_merge(
    const cx_bytes *sources, size_t count, cx_bytes destination, bool multipass, cx_error *error) noexcept {
    return succeeds(error, [&] {
        Xapian::Database all;
        for (size_t i = 0; i < count; ++i) all.add_database(Xapian::Database(to_string(sources[i])));
        all.compact(to_string(destination), multipass ? Xapian::DBCOMPACT_MULTIPASS : 0);
    });
}

cx_report *cx_check(cx_bytes path, cx_error *error) noexcept {
    return guarded<cx_report *>(error, nullptr, [&] {
        std::ostringstream text;
        size_t problem_count = 0;
        try {
            problem_count = Xapian::Database::check(to_string(path), 0, &text);
        } catch (const Xapian::DatabaseOpeningError &) {
            throw;
        } catch (const Xapian::DatabaseError &exception) {
            if (exception.get_error_string()) throw;
            problem_count = 1;
            text << exception.get_msg() << '\n';
        }
        return new cx_report{problem_count, text.str()};
    });
}

void cx_report_free(cx_report *report) noexcept { release(report); }

size_t cx_report_problem_count(const cx_report *report) noexcept { return report->problem_count; }

cx_bytes cx_report_text(const cx_report *report) noexcept { return to_bytes(report->text); }

const char *cx_version() noexcept { return Xapian::version_string(); }

size_t cx_sortable_from_double(double number, uint8_t *bytes) noexcept {
    return Xapian::sortable_serialise_(number, reinterpret_cast<char *>(bytes));
}

double cx_sortable_to_double(cx_bytes bytes) noexcept {
    // The copy fits the string's own buffer, so nothing is allocated and nothing can throw.
    return Xapian::sortable_unserialise(std::string(
        reinterpret_cast<const char *>(bytes.start), std::min<size_t>(bytes.count, cx_sortable_capacity)));
}
