internal import Glibc

/// The queue of events about single folders, of which the system allows each user only so many.
final class Inotify: FolderEvents {
    private let descriptor: Int32
    var descriptors: [Int32] { [descriptor] }
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 8)

    init() throws(WatchError) {
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0 else {
            let code = errno
            throw code == EMFILE ? .tooManyInstances(code) : .system("inotify_init1", code)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        buffer.deallocate()
    }

    func add(folder: Int32, isRoot: Bool) -> Int32? {
        // By the descriptor and not by its path, for there may be another folder by now. Files that have no name any more
        // are nobody's concern, so events about them are left out.
        var mask = UInt32(IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB)
        mask |= UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK)
        if isRoot { mask |= UInt32(IN_DELETE_SELF | IN_MOVE_SELF) }
        let watch = inotify_add_watch(descriptor, "/proc/self/fd/\(folder)", mask)
        return watch > 0 ? watch : nil
    }

    func remove(_ watch: Int32) {
        // Fails when the folder is gone, and its watch with it.
        _ = inotify_rm_watch(descriptor, watch)
    }

    func read() throws(WatchError) -> [FolderEvent] {
        var count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        while count < 0, errno == EINTR { count = Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
        if count < 0, errno == EAGAIN { return [] }
        guard count >= 0 else { throw .system("read", errno) }
        var events: [FolderEvent] = []
        var at = 0
        let header = MemoryLayout<inotify_event>.size
        while at + header <= count {
            let event = buffer.loadUnaligned(fromByteOffset: at, as: inotify_event.self)
            at += header
            let name = buffer[at..<min(count, at + Int(event.len))].prefix { $0 != 0 }
            at += Int(event.len)
            events.append(FolderEvent(watch: event.wd, mask: event.mask, name: Array(name)))
        }
        return events
    }
}
