internal import FileWatching
internal import Glibc
internal import IndexSchema
internal import SystemPackage

/// The names of files that have several, so that when one of them is dirty the others are looked at as well: who watches
/// folders is told of a change under the name by which it was made, and the text under all of them is another.
struct HardLinks {
    private struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64

        init(device: UInt64, inode: UInt64) {
            self.device = device
            self.inode = inode
        }

        /// Nil when there is no file of several names at the path.
        init?(ofLinked path: [UInt8]) {
            var status = stat()
            guard FilePath(bytes: path).withPlatformString({ lstat($0, &status) }) == 0,
                status.st_mode & S_IFMT == S_IFREG, status.st_nlink > 1
            else { return nil }
            self.init(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        }
    }

    private var names: [Identity: Set<[UInt8]>] = [:]
    private var identities: [[UInt8]: Identity] = [:]

    init() {}

    /// - Parameter files: all that an index knows.
    init(_ files: KnownFiles) {
        var first: [Identity: [UInt8]] = [:]
        for (path, file) in files.files {
            let identity = Identity(device: file.facts.device, inode: file.facts.inode)
            if let other = first.updateValue(path, forKey: identity) {
                note(other, identity)
                note(path, identity)
            }
        }
    }

    /// The other names, as far as they are known, of what was looked at.
    ///
    /// - Parameter allKnown: asked for all that the index knows, when a file has come along that has other names.
    mutating func otherNames(
        of look: UpdateLook, allKnown: () throws -> KnownFiles
    ) rethrows -> [[UInt8]] {
        let looked = Set(look.found.map(\.path)).union(look.known.files.keys)
        var linked = look.found.filter { $0.linkCount > 1 }.map { file in
            (path: file.path, identity: Identity(device: file.device, inode: file.inode))
        }
        // What is written under a name that the rules leave out stands under the others.
        for path in look.paths where !looked.contains(path) {
            if let identity = Identity(ofLinked: path) { linked.append((path, identity)) }
        }
        let new = linked.filter { identities[$0.path] != $0.identity }
        for (path, identity) in new { note(path, identity) }
        if !new.isEmpty {
            let wanted = Set(new.map(\.identity))
            for (path, file) in try allKnown().files {
                let identity = Identity(device: file.facts.device, inode: file.facts.inode)
                if wanted.contains(identity) { note(path, identity) }
            }
        }
        // Also of names that are gone: what was written under them before stands under the others.
        let gone = (look.paths + look.known.files.keys).compactMap { identities[$0] }
        return Set(linked.map(\.identity) + gone).reduce(into: Set<[UInt8]>()) { $0.formUnion(names[$1] ?? []) }
            .subtracting(looked).subtracting(look.paths).sorted { $0.lexicographicallyPrecedes($1) }
    }

    private mutating func note(_ path: [UInt8], _ identity: Identity) {
        if let old = identities.updateValue(identity, forKey: path), old != identity { names[old]?.remove(path) }
        names[identity, default: []].insert(path)
    }
}
