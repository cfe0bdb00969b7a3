internal import Glibc

extension FolderScan {
    /// Whether `run` with the same rules would find a path, and if not, why.
    ///
    /// It judges name after name of the path, as a scan does, and looks at nothing else. So it cannot know that a scan
    /// comes by the same file through another symbolic link; of the two links the scan takes the first.
    ///
    /// - Parameter path: absolute, in bytes.
    package static func verdict(
        _ path: [UInt8], rules: [FolderRules], excluded: [[UInt8]] = []
    ) -> ScanVerdict {
        let bounds = ScanBounds(rules, excluded: excluded)
        return verdict(path, rules: rules, bounds: bounds)
    }

    private static func verdict(_ path: [UInt8], rules: [FolderRules], bounds: ScanBounds) -> ScanVerdict {
        // What is wrong with a `.souignore` is the scan's to report: here it only decides.
        var ignored: [ScanProblem] = []
        switch descend(to: path, rules: rules, bounds: bounds, &ignored) {
        case .ended(let verdict): return verdict
        case .folder(let folder):
            folder.close()
            return .folder
        }
    }

    /// How far a scan comes on the way to a path.
    enum Descent {
        /// To the path, which is a folder; it is open.
        case folder(ScanFolder)
        case ended(ScanVerdict)
    }

    /// Goes to a path by its names, judging each as a scan does.
    ///
    /// - Parameter problems: gets what is wrong with a `.souignore` on the way.
    static func descend(
        to path: [UInt8], rules: [FolderRules], bounds: ScanBounds, _ problems: inout [ScanProblem]
    ) -> Descent {
        guard let (index, names) = root(of: path, rules) else { return .ended(.outside) }
        let rules = (all: rules, here: rules[index])
        guard let (stream, identity) = ScanFolder.open(AT_FDCWD, rules.here.path, follows: true) else {
            return .ended(.problem(ScanProblem(path: rules.here.path, cause: .unreadable(errno))))
        }
        var folder = ScanFolder(root: rules.here, index: index, stream: stream, identity: identity)
        let verdict = enter(names, of: &folder, rules: rules, bounds: bounds, &problems)
        guard case .folder = verdict else {
            folder.close()
            return .ended(verdict)
        }
        return .folder(folder)
    }

    /// Goes from a folder down by the names; `folder` is then the last that was entered.
    private static func enter(
        _ names: [[UInt8]], of folder: inout ScanFolder, rules: (all: [FolderRules], here: FolderRules),
        bounds: ScanBounds, _ problems: inout [ScanProblem]
    ) -> ScanVerdict {
        if let reason = bounds.leftOut(root: folder.identity) { return .leftOut(reason, at: rules.here.path) }
        for (number, name) in names.enumerated() {
            folder.readPatterns(&problems)
            let path = join(folder.path, name)
            switch folder.judge(name) {
            case .gone(let code): return .missing(path, code)
            case .leftOut(let reason): return .leftOut(reason, at: path)
            case .problem(let cause): return .problem(ScanProblem(path: path, cause: cause))
            case .file(let file):
                guard number == names.count - 1 else { return .missing(path, ENOTDIR) }
                if file.isLink, let reason = leftOut(link: path, rules: rules.all, bounds: bounds) {
                    return .leftOut(reason, at: path)
                }
                return .file(file)
            case .folder(let identity, let isIncluded, let isLink):
                if let reason = bounds.leftOut(folder: identity, isLink: isLink) { return .leftOut(reason, at: path) }
                if isLink, let reason = leftOut(link: path, rules: rules.all, bounds: bounds) {
                    return .leftOut(reason, at: path)
                }
                guard let stream = folder.stream, let next = ScanFolder.open(dirfd(stream), name, follows: isLink)
                else { return .problem(ScanProblem(path: path, cause: .unreadable(errno))) }
                let parent = folder
                folder.close()
                folder = ScanFolder(
                    in: parent, path: path, stream: next.stream, identity: next.identity, isIncluded: isIncluded)
            }
        }
        return .folder
    }

    /// Why a link that the rules follow adds nothing; nil when it does.
    private static func leftOut(link path: [UInt8], rules: [FolderRules], bounds: ScanBounds) -> LeftOut? {
        guard let target = resolvedPath(path) else { return .deadLink }
        if let reason = bounds.leftOut(link: target) { return reason }
        // There are no links in the target's path, so this goes no deeper.
        switch verdict(target, rules: rules, bounds: bounds) {
        case .file, .folder: return .duplicate(target)
        default: return nil
        }
    }

    /// The innermost root that a path is at or below, and the names between the two; nil when it is below none.
    private static func root(of path: [UInt8], _ rules: [FolderRules]) -> (index: Int, names: [[UInt8]])? {
        for path in [path, withResolvedParent(path)] {
            var best: (index: Int, path: [UInt8])?
            for (index, rules) in rules.enumerated() {
                for root in [rules.path, resolvedPath(rules.path) ?? rules.path]
                where isPath(path, atOrBelow: root) && root.count > best?.path.count ?? 0 {
                    best = (index, root)
                }
            }
            let names = path.dropFirst(best?.path.count ?? 0).split(separator: UInt8(ascii: "/")).map(Array.init)
            let isDirect = !names.contains { $0 == Array(".".utf8) || $0 == Array("..".utf8) }
            if let best, isDirect { return (best.index, names) }
        }
        return nil
    }

    /// The path with links above its last name followed, and without `.` and `..`.
    private static func withResolvedParent(_ path: [UInt8]) -> [UInt8] {
        let names = path.split(separator: UInt8(ascii: "/"))
        guard let name = names.last, !name.elementsEqual(".".utf8), !name.elementsEqual("..".utf8) else {
            return resolvedPath(path) ?? path
        }
        let parent = Array("/".utf8) + names.dropLast().joined(separator: "/".utf8)
        return resolvedPath(parent).map { join($0, Array(name)) } ?? path
    }
}
