internal import Glibc

/// Finds the files below some folders that their rules want, in one pass, with blocking calls.
///
/// Nothing is opened but folders and each one's `.souignore`, so a FIFO or a device cannot hold the scan up. The order
/// is that of the roots, and within a folder that of the names' bytes; what symbolic links lead to comes last, so that
/// a file is found by its own path where it has one.
package struct FolderScan {
    /// A symbolic link that is to be followed when all else has been found.
    private struct Link {
        enum Target {
            case file(ScannedFile)
            case folder(FileIdentity, isIncluded: Bool)
        }

        var path: [UInt8]
        var target: Target
        /// Closed by the time that the link is followed.
        var parent: ScanFolder
    }

    /// A folder that the scan is in, and the names there that are still to do, the last first.
    private struct Level {
        var folder: ScanFolder
        var names: [[UInt8]]
    }

    /// A folder tree may be deeper than the system allows a process open files: the folders further up are closed
    /// meanwhile.
    private static let openFolderLimit = 32

    let rules: [FolderRules]
    let bounds: ScanBounds
    private let entering: (_ folder: ScanFolder, _ parent: ScanFolder?) -> Bool
    private let visit: (ScannedFile) -> Bool
    private var levels: [Level] = []
    private var links: [Link] = []
    /// Folders that are not entered again.
    private var closed: Set<FileIdentity> = []
    /// Empty unless links are followed: two names of one file are two files, but a link to it is not a third.
    private var files: Set<FileIdentity> = []
    private let remembersFiles: Bool
    private(set) var isStopped = false
    var summary = ScanSummary()

    private init(
        _ rules: [FolderRules], excluded: [[UInt8]], entering: @escaping (ScanFolder, ScanFolder?) -> Bool,
        visit: @escaping (ScannedFile) -> Bool
    ) {
        self.rules = rules
        self.entering = entering
        self.visit = visit
        bounds = ScanBounds(rules, excluded: excluded)
        remembersFiles = rules.contains { $0.followLinks }
    }

    /// Calls `visit` with each file, once also where roots overlap, until it returns false.
    ///
    /// - Parameters:
    ///   - rules: of each root. A root itself may be hidden or a symbolic link. What is below two of them comes under the
    ///     rules of the inner one, and of two that are the same folder under those of the first.
    ///   - excluded: folders that are never entered, wherever they turn up; they need not exist.
    ///   - paths: absolute, in bytes: only what is there or below is looked for; nil for everything. A path that is gone,
    ///     or that no root holds, has no files. A path above roots stands for them. Where links are followed, a part may
    ///     have what the whole finds elsewhere.
    package static func run(
        _ rules: [FolderRules], excluded: [[UInt8]] = [], at paths: [[UInt8]]? = nil, visit: (ScannedFile) -> Bool
    ) -> ScanSummary {
        run(rules, excluded: excluded, at: paths, entering: { _, _ in true }, visit: visit)
    }

    /// - Parameter entering: is called with each folder before its names are read, and with the one that names it, nil
    ///   for a root and for each of `paths`; when it returns false, the folder is passed over.
    static func run(
        _ rules: [FolderRules], excluded: [[UInt8]], at paths: [[UInt8]]?,
        entering: (_ folder: ScanFolder, _ parent: ScanFolder?) -> Bool, visit: (ScannedFile) -> Bool
    ) -> ScanSummary {
        withoutActuallyEscaping(visit) { visit in
            withoutActuallyEscaping(entering) { entering in
                var scan = FolderScan(rules, excluded: excluded, entering: entering, visit: visit)
                if let paths {
                    for path in outermost(paths) where !scan.isStopped { scan.look(at: path) }
                } else {
                    for index in rules.indices where !scan.isStopped { scan.enter(root: index) }
                }
                var next = 0
                while next < scan.links.count, !scan.isStopped {
                    scan.follow(scan.links[next])
                    next += 1
                }
                return scan.summary
            }
        }
    }

    mutating func enter(root index: Int) {
        let path = rules[index].path
        guard let (stream, identity) = ScanFolder.open(AT_FDCWD, path, follows: true) else {
            return summary.problems.append(ScanProblem(path: path, cause: .unreadable(errno)))
        }
        let folder = ScanFolder(root: rules[index], index: index, stream: stream, identity: identity)
        if bounds.leftOut(root: identity) == nil { enter(folder, from: nil) } else { closedir(stream) }
        finishLevels()
    }

    /// Goes through a folder and all that is below it.
    mutating func scan(_ folder: ScanFolder) {
        enter(folder, from: nil)
        finishLevels()
    }

    private mutating func follow(_ link: Link) {
        guard let target = resolvedPath(link.path) else { return summary.ignored.count(.deadLink) }
        if let reason = bounds.leftOut(link: target) { return summary.ignored.count(reason) }
        switch link.target {
        case .file(let file):
            found(file)
        case .folder(let identity, let isIncluded):
            guard !closed.contains(identity) else { return summary.ignored.count(.duplicate(target)) }
            enter(link.path, named: link.path, of: AT_FDCWD, in: link.parent, isIncluded: isIncluded, follows: true)
            finishLevels()
        }
    }

    /// Opens a folder and makes it the innermost level.
    private mutating func enter(
        _ path: [UInt8], named name: [UInt8], of descriptor: Int32, in parent: ScanFolder, isIncluded: Bool,
        follows: Bool
    ) {
        guard let (stream, identity) = ScanFolder.open(descriptor, name, follows: follows) else {
            // A name that is gone by now is not there: nothing to report.
            if errno != ENOENT { summary.problems.append(ScanProblem(path: path, cause: .unreadable(errno))) }
            return
        }
        let folder = ScanFolder(in: parent, path: path, stream: stream, identity: identity, isIncluded: isIncluded)
        enter(folder, from: parent)
    }

    private mutating func enter(_ folder: ScanFolder, from parent: ScanFolder?) {
        guard closed.insert(folder.identity).inserted, entering(folder, parent) else { return folder.close() }
        let names = folder.readNames(&summary.problems)
        levels.append(Level(folder: folder, names: names))
        if levels.count > Self.openFolderLimit { levels[levels.count - 1 - Self.openFolderLimit].folder.close() }
    }

    /// Goes through the levels, inner ones first, until none is left.
    private mutating func finishLevels() {
        while !levels.isEmpty {
            let top = levels.count - 1
            guard !isStopped, let name = levels[top].names.popLast() else {
                levels[top].folder.close()
                levels.removeLast()
                continue
            }
            if levels[top].folder.stream == nil, let code = levels[top].folder.reopen() {
                summary.problems.append(ScanProblem(path: levels[top].folder.path, cause: .unreadable(code)))
                levels.removeLast()
                continue
            }
            look(at: name, in: levels[top].folder)
        }
    }

    private mutating func look(at name: [UInt8], in folder: ScanFolder) {
        switch folder.judge(name) {
        case .gone(let code):
            // A name that is gone by now is not there: nothing to report. Of a folder that may be read and not entered,
            // every name is.
            guard code != ENOENT else { return }
            summary.problems.append(ScanProblem(path: join(folder.path, name), cause: .unreachable(code)))
        case .leftOut(let reason): summary.ignored.count(reason)
        case .problem(let cause):
            summary.problems.append(ScanProblem(path: join(folder.path, name), cause: cause))
        case .file(let file):
            if file.isLink { return later(.file(file), at: file.path, in: folder) }
            found(file)
        case .folder(let identity, let isIncluded, let isLink):
            if let reason = bounds.leftOut(folder: identity, isLink: isLink) {
                return summary.ignored.count(reason)
            }
            let path = join(folder.path, name)
            if isLink { return later(.folder(identity, isIncluded: isIncluded), at: path, in: folder) }
            guard let stream = folder.stream else { preconditionFailure("a folder with a name to do is open") }
            enter(path, named: name, of: dirfd(stream), in: folder, isIncluded: isIncluded, follows: false)
        }
    }

    private mutating func later(_ target: Link.Target, at path: [UInt8], in folder: ScanFolder) {
        links.append(Link(path: path, target: target, parent: folder))
    }

    mutating func found(_ file: ScannedFile) {
        if remembersFiles {
            let isNew = files.insert(FileIdentity(file)).inserted
            guard isNew || !file.isLink else { return summary.ignored.count(.duplicate(nil)) }
        }
        isStopped = !visit(file)
    }
}

extension FileIdentity {
    fileprivate init(_ file: ScannedFile) {
        device = file.device
        inode = file.inode
    }
}
