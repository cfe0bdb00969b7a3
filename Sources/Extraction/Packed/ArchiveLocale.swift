internal import Glibc

/// Runs libarchive where names in UTF-8 are plain: in the C locale, which our programs run in, it gives none of the names
/// that a ZIP marks as UTF-8.
enum ArchiveLocale {
    /// Kept for the process; it is the C library's own and reads files when it is first asked for. Nil when the system has
    /// no such locale: those names are then missing.
    private static let utf8 = Locale(handle: newlocale(1 << LC_CTYPE, "C.UTF-8", nil))

    private struct Locale: @unchecked Sendable {
        let handle: locale_t?
    }

    static func prepare() {
        _ = utf8
    }

    /// For this thread only.
    static func use<Result>(_ body: () -> Result) -> Result {
        guard let handle = utf8.handle else { return body() }
        let before = uselocale(handle)
        defer { uselocale(before) }
        return body()
    }
}
