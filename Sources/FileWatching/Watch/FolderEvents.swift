/// An event about a folder, or about a name in it; the bits are those of inotify.
struct FolderEvent: Hashable {
    /// The number that the folder got when it was added.
    var watch: Int32
    var mask: UInt32
    /// Empty for the folder itself.
    var name: [UInt8]

    func has(_ flags: Int32) -> Bool { mask & UInt32(bitPattern: flags) != 0 }
}

/// A queue of the system's of events about folders.
///
/// A class, because whoever closes it must be the last to have it.
protocol FolderEvents: AnyObject {
    /// One of them is readable when there are events.
    var descriptors: [Int32] { get }

    /// Watches an open folder; the number of the watch, which is that of another path when the folder is watched there
    /// already, or nil when `errno` says why not.
    func add(folder: Int32, isRoot: Bool) -> Int32?

    /// Of a folder that may be gone.
    func remove(_ watch: Int32)

    /// The events that have come, as many as are read at once; none when none has.
    func read() throws(WatchError) -> [FolderEvent]
}
