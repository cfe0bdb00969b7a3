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
        // What is wrong with a `.souignore` is the scan's to report: here it only decides.
        var ignored: [ScanProblem] = []
        let bounds = ScanBounds(rules, excluded: excluded)
        let (verdict, folder) = walk(to: path, rules: rules, bounds: bounds, &ignored)
        folder?.close()
        return verdict
    }

    /// The verdict, and with that of a folder the folder, open and about to be read.
    ///
    /// - Parameter problems: gets what is wrong with a `.souignore` on the way.
    static func walk(
        to path: [UInt8], rules: [FolderRules], bounds: ScanBounds, _ problems: inout [ScanProblem]
    ) -> (verdict: ScanVerdict, folder: ScanFolder?) {
        guard let (index, names) = root(of: path, rules) else { return (.outside, nil) }
        let here = rules[index]
        guard let (stream, identity) = ScanFolder.open(AT_FDCWD, here.path, follows: true) else {
            return (.problem(ScanProblem(path: here.path, cause: .unreadable(errno))), nil)
        }
        var folder = ScanFolder(root: here, index: index, stream: stream, identity: identity)
        if let verdict = walk(names, from: &folder, rules: rules, bounds: bounds, &problems) {
            folder.close()
            return (verdict, nil)
        }
        return (.folder, folder)
    }

    /// Goes from a root down to the folder of the last name; nil when it got there, with that folder open.
    private static func walk(
        _ names: [[UInt8]], from folder: inout ScanFolder, rules: [FolderRules], bounds: ScanBounds,
        _ problems: inout [ScanProblem]
    ) -> ScanVerdict? {
        if let reason = bounds.leftOut(root: folder.identity) { return .leftOut(reason, at: folder.path) }
        for (number, name) in names.enumerated() {
            folder.readPatterns(&problems)
            let path = join(folder.path, name)
            switch folder.judge(name) {
            case .gone(let code): return .missing(path, code)
            case .leftOut(let reason): return .leftOut(reason, at: path)
            case .problem(let cause): return .problem(ScanProblem(path: path, cause: cause))
            case .file(let file):
                guard number == names.count - 1 else { return .missing(path, ENOTDIR) }
                if file.isLink, let reason = leftOut(link: path, rules: rules, bounds: bounds) {
                    return .leftOut(reason, at: path)
                }
                return .file(file)
            case .folder(let identity, let isIncluded, let isLink):
                if let reason = bounds.leftOut(folder: identity, isLink: isLink) { return .leftOut(reason, at: path) }
                if isLink, let reason = leftOut(link: path, rules: rules, bounds: bounds) {
                    return .leftOut(reason, at: path)
                }
                guard let stream = folder.stream, let next = ScanFolder.open(dirfd(stream), name, follows: isLink)
                else {
                    let code = errno
                    return code == ENOENT
                        ? .missing(path, code) : .problem(ScanProblem(path: path, cause: .unreadable(code)))
                }
                let parent = folder
                folder.close()
                folder = ScanFolder(
                    in: parent, path: path, stream: next.stream, identity: next.identity, isIncluded: isIncluded)
            }
        }
        return nil
    }

    /// Why a link that the rules follow adds nothing; nil when it does.
    private static func leftOut(link path: [UInt8], rules: [FolderRules], bounds: ScanBounds) -> LeftOut? {
        guard let target = resolvedPath(path) else { return .deadLink }
        if let reason = bounds.leftOut(link: target) { return reason }
        // There are no links in the target's path, so this goes no deeper.
        var ignored: [ScanProblem] = []
        let (verdict, folder) = walk(to: target, rules: rules, bounds: bounds, &ignored)
        folder?.close()
        switch verdict {
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
