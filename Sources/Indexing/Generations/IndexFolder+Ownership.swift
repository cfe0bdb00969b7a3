internal import Glibc
internal import SystemPackage

/// An index that root writes by hand belongs to the service all the same: else its daemon could not read it, and its
/// next build could not write it.
extension IndexFolder {
    /// Gives a folder of the index that was just made to the owner of the folder above it, when root made it.
    func giveToOwnerAbove() throws {
        let above = path.removingLastComponent()
        // A path of one name lies in the current folder.
        try give(path, toOwnerOf: above.isEmpty ? "." : above)
    }

    /// Gives something in the folder, with all that is in it, to the folder's owner, when root made it.
    func giveToOwner(_ item: FilePath) throws {
        try give(item, toOwnerOf: path)
    }

    private func give(_ item: FilePath, toOwnerOf other: FilePath) throws {
        guard geteuid() == 0 else { return }
        var owner = stat()
        guard other.withPlatformString({ stat($0, &owner) }) == 0 else { throw Errno(rawValue: errno) }
        if owner.st_uid != 0 { try change(item, user: owner.st_uid, group: owner.st_gid) }
    }

    private func change(_ item: FilePath, user: uid_t, group: gid_t) throws {
        // Not through a link: somebody who may write the folder could have root give away any file.
        guard item.withPlatformString({ lchown($0, user, group) }) == 0 else { throw Errno(rawValue: errno) }
        var status = stat()
        guard item.withPlatformString({ lstat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFDIR else { return }
        for name in try FileTree.names(in: item) { try change(item.appending(name), user: user, group: group) }
    }
}
