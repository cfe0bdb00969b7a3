internal import IndexSchema
internal import SystemPackage
internal import XapianIndex

/// What a writer sets in order before it begins, whatever became of the writers before it.
extension IndexFolder {
    struct Recovery: Equatable {
        /// The generation that answers; nil when there is none.
        var live: Int?
        /// A number for the next generation that no other has.
        var next: Int
        /// What was done, or could not be, and what the user should know of it.
        var notices: [FileNotice] = []
    }

    /// Finds the live generation, names it in the stub where that is lost, and removes what dead writers have left.
    ///
    /// It opens the live generation and no more, so that it costs nothing: `IndexAudit` reads it all.
    ///
    /// Throws: `IndexingError.foreignStub`, and what the system has against writing the folder.
    func recover(holding lock: borrowing WriterLock) throws(IndexingError) -> Recovery {
        let stubState = try readStub()
        let present = try generations()
        var named: Int?
        switch stubState {
        case .foreign: throw .foreignStub(index: path)
        case .generation(let number): named = number
        case .absent, .torn: break
        }
        let existing = present.contains { $0 == named } ? named : nil
        let live = existing.map(mayOpen) == true ? existing : present.last(where: mayOpen) ?? existing

        var recovery = Recovery(live: live, next: 1)
        if let holder = lock.stoppedHolder {
            recovery.notices.append(
                FileNotice(
                    path: self.lock.bytes,
                    message:
                        "the last writer (\(holder)) was stopped before its end; 'sou-index check' reads all of the "
                        + "index"))
        }
        if let live, live != named {
            try makeLive(live)
            let cause = named.map { "named generation \($0), which cannot be opened" } ?? "named no generation"
            recovery.notices.append(
                FileNotice(path: stub.bytes, message: "it \(cause), and names generation \(live) now"))
        }
        recovery.notices += try removeDebris(live: live)
        recovery.next = max(try generations().last ?? 0, live ?? 0) + 1
        return recovery
    }

    /// Whether a generation is an index of ours. One that cannot be looked at for another reason is not given up.
    private func mayOpen(_ number: Int) -> Bool {
        do throws(IndexError) {
            return try IndexReader(path: generation(number)).metadata(MetadataKey.format) != nil
        } catch {
            switch error.kind {
            case .missing, .notAnIndex, .damaged, .unreadableVersion: return false
            default: return true
            }
        }
    }

    /// Removes what dead writers have left, and generations that are not live. Only the holder of the lock may.
    ///
    /// A process that reads an old generation keeps its files open, and so keeps them. What cannot be removed is in the way
    /// of nothing, so it is no error.
    ///
    /// - Returns: what could not be removed.
    func removeDebris(live: Int?) throws(IndexingError) -> [FileNotice] {
        var notices: [FileNotice] = []
        for name in try debris(live: live) {
            let item = path.appending(name)
            do {
                if let number = IndexLayout.generationNumber(name) {
                    try removeGeneration(number)
                } else {
                    try FileTree.remove(item)
                }
            } catch {
                notices.append(
                    FileNotice(
                        path: item.bytes,
                        message: "it is left over and cannot be removed (\(error)); the next run tries again"))
            }
        }
        return notices
    }

    /// The names of what lies there beside the generation that the stub names; of use to nobody unless a writer is at work.
    func debris() throws(IndexingError) -> [String] {
        guard case .generation(let live) = try readStub() else { return [] }
        return try debris(live: live).sorted()
    }

    private func debris(live: Int?) throws(IndexingError) -> [String] {
        try names().filter { name in
            if let number = IndexLayout.generationNumber(name) { return number != live }
            return name.hasPrefix(IndexLayout.scratchPrefix) || name.hasPrefix(IndexLayout.removedPrefix)
                || name == nextStub.lastComponent?.string
        }
    }

    /// Under another name first: a generation that is there is whole.
    private func removeGeneration(_ number: Int) throws {
        let removed = path.appending(IndexLayout.removedPrefix + String(number))
        try FileTree.remove(removed)
        try rename(generation(number), to: removed)
        try FileTree.remove(removed)
    }
}
