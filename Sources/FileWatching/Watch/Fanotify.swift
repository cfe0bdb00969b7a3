internal import CLinux
internal import Glibc

/// The queue of events about all folders of whole file systems, of which those pass that were added: their number is not
/// limited. For a process with CAP_SYS_ADMIN. What lies on a file system that cannot be watched so is left to inotify.
///
/// Nothing is told of the end of a folder but by the folder that names it, and of roots; and nothing of an unmount.
final class Fanotify: FolderEvents {
    /// A folder, under whichever path: no other will ever have the same.
    private struct Key: Hashable {
        var key = clinux_key()

        static func == (one: Key, other: Key) -> Bool {
            withUnsafePointer(to: one.key) { one in
                withUnsafePointer(to: other.key) { memcmp(one, $0, MemoryLayout<clinux_key>.size) == 0 }
            }
        }

        func hash(into hasher: inout Hasher) {
            withUnsafeBytes(of: key) { hasher.combine(bytes: $0) }
        }
    }

    private let queue: Int32
    private let others: Inotify
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 8)
    private var watches: [Key: Int32] = [:]
    private var keys: [Int32: Key] = [:]
    /// The devices of the file systems, by the numbers that events have of them. Two that are copies of each other may have
    /// one number, and then only the first is watched so.
    private var devices: [UInt64: dev_t] = [:]
    /// Above all numbers that inotify will come to.
    private var last: Int32 = 1 << 30

    var descriptors: [Int32] { [queue] + others.descriptors }

    /// - Parameter paths: in bytes; one of them at least has to be where whole file systems can be watched.
    init(at paths: [[UInt8]]) throws(WatchError) {
        others = try Inotify()
        queue = clinux_fanotify()
        guard queue >= 0 else { throw .system("fanotify_init", errno) }
        var code: Int32 = 0
        for path in paths {
            let folder = open(cString(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard folder >= 0 else { continue }
            defer { close(folder) }
            if clinux_fanotify_mark(queue, folder, 0) == 0 { return }
            code = errno
        }
        throw .system("fanotify_mark", code)
    }

    deinit {
        if queue >= 0 { close(queue) }
        buffer.deallocate()
    }

    func add(folder: Int32, isRoot: Bool) -> Int32? {
        guard let key = key(ofFolder: folder) else { return others.add(folder: folder, isRoot: isRoot) }
        if isRoot { _ = clinux_fanotify_mark(queue, folder, 1) }
        if let watch = watches[key] { return watch }
        last += 1
        watches[key] = last
        keys[last] = key
        return last
    }

    /// Nil for a folder that cannot be watched with its file system.
    private func key(ofFolder folder: Int32) -> Key? {
        var (status, key) = (stat(), Key())
        guard fstat(folder, &status) == 0, clinux_folder_key(folder, &key.key) == 0,
            devices[key.key.file_system] ?? status.st_dev == status.st_dev,
            // Always: when it was unmounted meanwhile, the mark on it has gone.
            clinux_fanotify_mark(queue, folder, 0) == 0
        else { return nil }
        devices[key.key.file_system] = status.st_dev
        return key
    }

    func remove(_ watch: Int32) {
        guard let key = keys.removeValue(forKey: watch) else { return others.remove(watch) }
        watches[key] = nil
    }

    func read() throws(WatchError) -> [FolderEvent] {
        var count = Glibc.read(queue, buffer.baseAddress, buffer.count)
        while count < 0, errno == EINTR { count = Glibc.read(queue, buffer.baseAddress, buffer.count) }
        guard count >= 0 || errno == EAGAIN else { throw .system("read", errno) }
        var events: [FolderEvent] = []
        var rest = UnsafeRawBufferPointer(buffer)[..<max(0, count)]
        var (mask, key, name) = (UInt32(0), Key(), UnsafePointer<CChar>?.none)
        while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress {
            let length = clinux_fanotify_next(start, rest.count, &mask, &key.key, &name)
            if length == 0 { break }
            rest = rest.dropFirst(length)
            if let name, let watch = watches[key] {
                let bytes = UnsafeBufferPointer(start: name, count: strlen(name)).map { UInt8(bitPattern: $0) }
                let isItself = bytes.elementsEqual([UInt8(ascii: ".")])
                Self.split(FolderEvent(watch: watch, mask: mask, name: isItself ? [] : bytes)) { events.append($0) }
            } else if mask & UInt32(IN_Q_OVERFLOW) != 0 {
                events.append(FolderEvent(watch: 0, mask: mask, name: []))
            }
        }
        return try events + others.read()
    }

    /// Of all that has happened to a name the system makes one event, until somebody reads it. In which order it was is not
    /// known, and need not be: whoever hears of it looks at what is there.
    static func split(_ event: FolderEvent, _ body: (FolderEvent) -> Void) {
        func pass(_ mask: UInt32) {
            if mask != 0 {
                body(FolderEvent(watch: event.watch, mask: mask | event.mask & UInt32(IN_ISDIR), name: event.name))
            }
        }
        let kinds = event.mask & ~UInt32(IN_ISDIR)
        if event.name.isEmpty {
            pass(kinds)
        } else if event.has(Int32(IN_ISDIR)) {
            let (gone, there) = (kinds & UInt32(IN_DELETE | IN_MOVED_FROM), kinds & UInt32(IN_CREATE | IN_MOVED_TO))
            pass(gone)
            // Another folder than the one that is gone.
            pass(gone != 0 && there != 0 ? UInt32(IN_MOVED_TO) : there)
        } else {
            for kind in [UInt32(IN_CREATE), UInt32(IN_MODIFY)] { pass(kinds & kind) }
            pass(kinds & ~UInt32(IN_CREATE | IN_MODIFY))
        }
    }
}
