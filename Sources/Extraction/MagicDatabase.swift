internal import CMagic
internal import Synchronization

/// Names the kinds of binary files by libmagic and its database.
enum MagicDatabase {
    /// As many bytes as libmagic is shown: its marks lie at the start, and some of its tests read all they are given.
    private static let limitBytes = 4096

    /// The database, loaded once for the process. It is nil when the system has none: files are then merely "binary".
    private static let database = Mutex(Database())

    /// A libmagic handle, which one thread at a time may use.
    private struct Database: ~Copyable, @unchecked Sendable {
        let handle: magic_t?

        init() {
            // Nothing that opens files, unpacks, or guesses at what is text.
            let flags =
                MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF
                | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_TEXT | MAGIC_NO_CHECK_ENCODING
            guard let handle = magic_open(flags) else {
                self.handle = nil
                return
            }
            guard magic_load(handle, nil) == 0 else {
                magic_close(handle)
                self.handle = nil
                return
            }
            self.handle = handle
        }
    }

    static func prepare() {
        database.withLock { _ in }
    }

    /// The MIME type of some bytes; nil when libmagic knows them as data only.
    static func mediaType(of bytes: [UInt8]) -> String? {
        database.withLock { database in
            guard let handle = database.handle else { return nil }
            let type = bytes.prefix(limitBytes).withUnsafeBytes { magic_buffer(handle, $0.baseAddress, $0.count) }
            guard let type else { return nil }
            let name = String(cString: type)
            return name == "application/octet-stream" || name.hasPrefix("text/") ? nil : name
        }
    }
}
