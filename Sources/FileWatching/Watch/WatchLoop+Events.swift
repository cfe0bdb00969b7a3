internal import Glibc

extension WatchLoop {
    func handle(_ event: FolderEvent) {
        if event.has(Int32(IN_Q_OVERFLOW)) {
            restartReason = .overflow
            return
        }
        // Events about folders that have been given up are still in the queue.
        guard tree.contains(event.watch) else { return }
        if event.has(Int32(IN_UNMOUNT)) {
            mountsAreInDoubt = true
            drop(event.watch)
        } else if event.has(Int32(IN_IGNORED)) {
            lose(event.watch)
        } else if event.has(Int32(IN_DELETE_SELF) | Int32(IN_MOVE_SELF)) {
            rootsAreInDoubt = true
            // No other event tells that the watch has gone with it.
            if source is Fanotify, tree.isRoot(event.watch) { drop(event.watch) }
        } else if event.name.isEmpty {
            // Of all folders but roots the folder above may have told.
            if event.has(Int32(IN_ATTRIB)) { checkOpen(tree.path(of: event.watch), event.watch) }
        } else if let index = tree.root(of: event.watch) {
            let isIgnoreFile = event.name == ScanFolder.ignoreFile
            let path = join(tree.path(of: event.watch), event.name)
            if !isIgnoreFile, ScanFolder.leavesOutAsHidden(event.name, rules[index]),
                event.has(Int32(IN_ISDIR)) || !hasOtherNames(path)
            {
                return
            }
            if event.has(Int32(IN_ISDIR)) {
                handleFolder(event, path)
            } else {
                handleFile(event, path, rules[index])
            }
        }
    }

    /// The system has removed a watch, because the folder is gone.
    private func lose(_ watch: Int32) {
        let path = tree.path(of: watch)
        if tree.isRoot(watch) { rootsAreInDoubt = true } else { queue.change(folder: path, at: now) }
        drop(watch)
    }

    private func handleFolder(_ event: FolderEvent, _ path: [UInt8]) {
        let watch = tree.child(event.name, of: event.watch)
        if event.has(Int32(IN_ATTRIB)) { return checkOpen(path, watch) }
        if event.has(Int32(IN_DELETE | IN_MOVED_FROM)) {
            if let watch { drop(watch) }
        } else if event.has(Int32(IN_CREATE)) {
            // When it has a watch already, an earlier event has led to it.
            if watch == nil { self.watch(below: path) }
        } else if event.has(Int32(IN_MOVED_TO)) {
            self.watch(below: path)
        } else {
            return
        }
        queue.change(folder: path, at: now)
        if rules.contains(where: { isPath($0.path, atOrBelow: path) }) { rootsAreInDoubt = true }
    }

    /// A folder's permissions may have changed. Its times alone, which copying sets, are no reason to look at all that is
    /// in it.
    private func checkOpen(_ path: [UInt8], _ watch: Int32?) {
        let isOpen = faccessat(AT_FDCWD, cString(path), R_OK | X_OK, AT_EACCESS) == 0
        if let watch, isOpen == tree.isOpen(watch) { return }
        watchAnew(path)
        queue.change(folder: path, at: now)
    }

    private func handleFile(_ event: FolderEvent, _ path: [UInt8], _ rules: FolderRules) {
        if event.has(Int32(IN_MODIFY)) { return queue.write(path, at: now) }
        if rules.followLinks {
            let isKnown = links[path] != nil || tree.child(event.name, of: event.watch) != nil
            let mayBeNew = event.has(Int32(IN_CREATE | IN_MOVED_TO))
            if isKnown || mayBeNew && isLink(path) { restartReason = .link }
        }
        if event.has(Int32(IN_CREATE)) {
            // Whoever makes a file writes to it and closes it, except for one that is only given another name.
            queue.write(path, at: now)
        } else if !event.has(Int32(IN_ATTRIB)) || !queue.isWriting(path) {
            change(file: path)
        }
    }

    /// What is written under a name that is left out stands under the others too.
    private func hasOtherNames(_ path: [UInt8]) -> Bool {
        var status = stat()
        return lstat(cString(path), &status) == 0 && status.st_nlink > 1
    }

    /// A file is to be looked at; the patterns in it apply to all that is in its folder.
    func change(file path: [UInt8]) {
        queue.change(file: path, at: now)
        guard path.suffix(ScanFolder.ignoreFile.count + 1).elementsEqual(Array("/".utf8) + ScanFolder.ignoreFile)
        else { return }
        let folder = Array(path.dropLast(ScanFolder.ignoreFile.count + 1))
        let root = folder.isEmpty ? Array("/".utf8) : folder
        watchAnew(root)
        queue.change(folder: root, at: now)
    }
}
