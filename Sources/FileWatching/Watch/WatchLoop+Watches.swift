internal import Glibc

extension WatchLoop {
    /// Watches all folders, or those at and below a path, that a scan enters: each before its names are read, so that
    /// nothing appears between the two unseen.
    func watch(below path: [UInt8]?) {
        let linkCount = links.count
        // What cannot be read is reported by whoever reads the files.
        _ = FolderScan.run(
            rules, excluded: excluded, at: path.map { [$0] },
            entering: { enter($0, from: $1) },
            visit: { file in
                if file.isLink { links[file.path] = LinkTarget(path: file.path) }
                return !mailbox.mustEnd
            })
        // A link that has come along may lead to what another leads to, and only a whole scan decides between them.
        if path != nil, links.count != linkCount { restartReason = .link }
    }

    /// The same after all watches there have been given up, because other rules may apply now.
    func watchAnew(_ path: [UInt8]) {
        if let watch = watch(at: path) { drop(watch) }
        dropUnwatched(below: path)
        watch(below: path)
    }

    /// Gives up the watch of a folder, and those below it.
    func drop(_ watch: Int32) {
        let path = tree.path(of: watch)
        for watch in tree.remove(watch) { source.remove(watch) }
        dropUnwatched(below: path)
        if links.keys.contains(where: { isPath($0, atOrBelow: path) }) { restartReason = .link }
    }

    private func dropUnwatched(below path: [UInt8]) {
        guard !unwatched.isEmpty else { return }
        unwatched = unwatched.filter { !isPath($0.key, atOrBelow: path) }
    }

    func watch(at path: [UInt8]) -> Int32? {
        place(of: path).flatMap { tree.child($0.name, of: $0.parent) }
    }

    /// The watch of the folder that names a path; 0 for a root, nil when there is none.
    func parentWatch(of path: [UInt8]) -> Int32? {
        place(of: path)?.parent
    }

    /// Where in the tree a path belongs; nil when the folder that names it is not watched.
    private func place(of path: [UInt8]) -> (parent: Int32, name: [UInt8])? {
        var root: [UInt8]?
        for rules in rules where isPath(path, atOrBelow: rules.path) && rules.path.count >= root?.count ?? 0 {
            root = rules.path
        }
        guard let root else { return nil }
        var names = path.dropFirst(root.count).split(separator: UInt8(ascii: "/")).map(Array.init)
        guard let name = names.popLast() else { return (0, root) }
        return tree.watch(root: root, below: names).map { ($0, name) }
    }

    /// Watches a folder that a scan is about to read; whether it is to go on there.
    private func enter(_ folder: ScanFolder, from parent: ScanFolder?) -> Bool {
        guard !mailbox.mustEnd else { return false }
        let place: (parent: Int32, name: [UInt8])
        if let parent {
            guard parent.watch != 0 else {
                countUnwatched(folder.path)
                return true
            }
            place = (parent.watch, Array(folder.path.dropFirst(join(parent.path, []).count)))
        } else if folder.path == folder.rules.path {
            place = (0, folder.path)
        } else if let found = self.place(of: folder.path) {
            place = found
        } else {
            // The folder above it is not watched any more: there will be an event about that one.
            return false
        }
        guard tree.count < limit || tree.child(place.name, of: place.parent) != nil else {
            countUnwatched(folder.path)
            return true
        }
        guard let stream = folder.stream, var watch = source.add(folder: dirfd(stream), isRoot: place.parent == 0)
        else {
            if errno == ENOSPC, source is Inotify { noWatchIsLeft() }
            countUnwatched(folder.path)
            return true
        }
        let isOpen = faccessat(dirfd(stream), ".", R_OK | X_OK, AT_EACCESS) == 0
        if tree.contains(watch) {
            if tree.child(place.name, of: place.parent) == watch {
                folder.watch = watch
                return false
            }
            // Two paths may lead to one folder, and a scan goes in by one; else it has been moved here.
            if FileIdentity(path: tree.path(of: watch)) == folder.identity { return false }
            guard !tree.isFolder(watch, atOrAbove: place.parent) else {
                restartReason = .moved
                return false
            }
            drop(watch)
            guard let new = source.add(folder: dirfd(stream), isRoot: place.parent == 0) else {
                countUnwatched(folder.path)
                return true
            }
            watch = new
        }
        if let former = tree.child(place.name, of: place.parent) { drop(former) }
        tree.insert(watch, named: place.name, in: place.parent, root: folder.index, isOpen: isOpen)
        folder.watch = watch
        if folder.rules.followLinks, place.parent != 0, isLink(folder.path) {
            links[folder.path] = LinkTarget(path: folder.path)
        }
        return true
    }

    func isLink(_ path: [UInt8]) -> Bool {
        var status = stat()
        return lstat(cString(path), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    // MARK: Folders without a watch

    private func countUnwatched(_ path: [UInt8]) {
        if let top = lastUnwatched, isPath(path, atOrBelow: top), path != top, unwatched[top] != nil {
            unwatched[top, default: 0] += 1
        } else {
            unwatched[path] = 1
            lastUnwatched = path
        }
    }

    /// Other programs have taken watches too. They are left some, and all is watched anew with what remains.
    private func noWatchIsLeft() {
        limit = max(0, tree.count - settings.watchesForOthers)
        restartReason = .unwatched
    }

    func readLimit() {
        systemLimit = source is Fanotify ? Int(Int32.max) : Self.readSystemLimit()
        limit =
            settings.watchLimit
            ?? (source is Fanotify ? Int(Int32.max) : max(0, systemLimit - settings.watchesForOthers))
    }

    static func readSystemLimit() -> Int {
        let descriptor = open("/proc/sys/fs/inotify/max_user_watches", O_RDONLY | O_CLOEXEC)
        // Where it is not told, the system's refusal tells it.
        guard descriptor >= 0 else { return Int(Int32.max) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = read(descriptor, &bytes, bytes.count)
        let digits = bytes.prefix(max(0, count)).prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        return Int(String(decoding: digits, as: UTF8.self)) ?? Int(Int32.max)
    }
}

extension FileIdentity {
    /// Of what a path leads to; nil when there is nothing.
    init?(path: [UInt8]) {
        var status = stat()
        guard stat(cString(path), &status) == 0 else { return nil }
        self.init(status)
    }
}
