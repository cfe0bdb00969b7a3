internal import Glibc

/// What no scan enters: the index's own folder, and from one root another.
struct ScanBounds {
    private var ownIndex: Set<FileIdentity> = []
    private var ownIndexPaths: [[UInt8]] = []
    private var roots: Set<FileIdentity> = []

    init(_ rules: [FolderRules], excluded: [[UInt8]]) {
        for path in excluded {
            var status = stat()
            guard stat(cString(path), &status) == 0 else { continue }
            ownIndex.insert(FileIdentity(status))
            if let path = resolvedPath(path) { ownIndexPaths.append(path) }
        }
        for rules in rules {
            var status = stat()
            if stat(cString(rules.path), &status) == 0 { roots.insert(FileIdentity(status)) }
        }
    }

    /// Why a root is not entered; nil when it is.
    func leftOut(root identity: FileIdentity) -> LeftOut? {
        ownIndex.contains(identity) ? .ownIndex : nil
    }

    /// Why a folder below a root is not entered; nil when it is.
    func leftOut(folder identity: FileIdentity, isLink: Bool) -> LeftOut? {
        if ownIndex.contains(identity) { return .ownIndex }
        guard roots.contains(identity) else { return nil }
        return isLink ? .duplicate(nil) : .otherFolder
    }

    /// Why a link is not followed to where it leads; nil when it is.
    func leftOut(link target: [UInt8]) -> LeftOut? {
        ownIndexPaths.contains { isPath(target, atOrBelow: $0) } ? .ownIndex : nil
    }
}
