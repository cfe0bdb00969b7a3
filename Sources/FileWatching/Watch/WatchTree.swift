/// The watched folders by the numbers of their watches: each knows its name and its parent, so that a folder that is
/// renamed takes along what is below it, and no path is stored.
struct WatchTree {
    private struct Folder {
        /// The last name of its path; of a root the whole path.
        var name: [UInt8]
        /// 0 of a root.
        var parent: Int32
        // The children of a folder, in a ring without a beginning.
        var firstChild: Int32 = 0
        var next: Int32
        var previous: Int32
        /// The index of the rules.
        var root: Int32
        /// Its names can be read, and what they name can be looked at.
        var isOpen: Bool
    }

    private struct Place: Hashable {
        var parent: Int32
        var name: [UInt8]
    }

    private var folders: [Int32: Folder] = [:]
    private var places: [Place: Int32] = [:]

    var count: Int { folders.count }

    func contains(_ watch: Int32) -> Bool {
        folders[watch] != nil
    }

    /// The index of a folder's rules.
    func root(of watch: Int32) -> Int? {
        folders[watch].map { Int($0.root) }
    }

    func isOpen(_ watch: Int32) -> Bool {
        folders[watch]?.isOpen ?? false
    }

    func isRoot(_ watch: Int32) -> Bool {
        folders[watch]?.parent == 0
    }

    func path(of watch: Int32) -> [UInt8] {
        var names: [[UInt8]] = []
        var watch = watch
        while let folder = folders[watch] {
            names.append(folder.name)
            watch = folder.parent
        }
        var path = names.popLast() ?? []
        for name in names.reversed() { path = join(path, name) }
        return path
    }

    /// The watch of a folder in another, or with parent 0 that of a root's path.
    func child(_ name: [UInt8], of parent: Int32) -> Int32? {
        places[Place(parent: parent, name: name)]
    }

    /// The watch of the folder that has this path below a root.
    func watch(root path: [UInt8], below names: some Sequence<[UInt8]>) -> Int32? {
        var watch = child(path, of: 0)
        for name in names {
            guard let parent = watch else { return nil }
            watch = child(name, of: parent)
        }
        return watch
    }

    /// Whether a folder is another or above it.
    func isFolder(_ watch: Int32, atOrAbove other: Int32) -> Bool {
        var other = other
        while other != 0, other != watch { other = folders[other]?.parent ?? 0 }
        return other == watch
    }

    /// Neither the watch nor the place may be taken.
    mutating func insert(_ watch: Int32, named name: [UInt8], in parent: Int32, root: Int, isOpen: Bool) {
        var folder = Folder(
            name: name, parent: parent, next: watch, previous: watch, root: Int32(root), isOpen: isOpen)
        if parent != 0 {
            let first = folders[parent]?.firstChild ?? 0
            if first == 0 {
                folders[parent]?.firstChild = watch
            } else if let last = folders[first]?.previous {
                folder.next = first
                folder.previous = last
                folders[last]?.next = watch
                folders[first]?.previous = watch
            }
        }
        let isNew = folders.updateValue(folder, forKey: watch) == nil
        let isFree = places.updateValue(watch, forKey: Place(parent: parent, name: name)) == nil
        precondition(isNew && isFree, "a watch has one place, and a place one watch")
    }

    /// Removes a folder and all below it; their watches, its own first.
    mutating func remove(_ watch: Int32) -> [Int32] {
        guard let folder = folders[watch] else { return [] }
        if folder.parent != 0 {
            if folder.next == watch {
                folders[folder.parent]?.firstChild = 0
            } else {
                folders[folder.previous]?.next = folder.next
                folders[folder.next]?.previous = folder.previous
                if folders[folder.parent]?.firstChild == watch { folders[folder.parent]?.firstChild = folder.next }
            }
        }
        var removed = [watch]
        var index = 0
        while index < removed.count {
            let watch = removed[index]
            index += 1
            guard let folder = folders.removeValue(forKey: watch) else { continue }
            places[Place(parent: folder.parent, name: folder.name)] = nil
            guard folder.firstChild != 0 else { continue }
            var child = folder.firstChild
            repeat {
                removed.append(child)
                child = folders[child]?.next ?? folder.firstChild
            } while child != folder.firstChild
        }
        return removed
    }
}
