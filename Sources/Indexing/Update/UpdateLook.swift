internal import FileWatching
internal import SystemPackage
internal import XapianIndex

/// What is there, and what the index knows of the same paths.
struct UpdateLook {
    private(set) var found: [ScannedFile] = []
    /// What was looked at with all below it; nothing when that was everything.
    private(set) var paths: [[UInt8]] = []
    let summary: ScanSummary
    /// What could not be looked at.
    var unseen: [[UInt8]]
    let known: KnownFiles

    /// - Parameters:
    ///   - index: its folder is never entered.
    ///   - isStopped: asked at each file; what was found then is not all.
    init(
        _ scope: UpdateScope, rules: [FolderRules], index: FilePath, reader: IndexReader, isStopped: () -> Bool
    ) throws {
        var found: [ScannedFile] = []
        let visit = { (file: ScannedFile) in
            found.append(file)
            return !isStopped()
        }
        switch scope {
        case .everything:
            summary = FolderScan.run(rules, excluded: [index.bytes], visit: visit)
            known = try KnownFiles(all: reader)
        case .paths(let paths):
            let paths = FolderScan.outermost(paths.map(Self.widened))
            self.paths = paths
            summary = FolderScan.run(rules, excluded: [index.bytes], at: paths, visit: visit)
            known = try KnownFiles(at: paths, reader)
        }
        self.found = found
        unseen = summary.problems.filter(\.hidesFiles).map(\.path)
    }

    /// A `.souignore` is about all that is in its folder.
    private static func widened(_ path: [UInt8]) -> [UInt8] {
        let name = Array("/.souignore".utf8)
        guard path.count > name.count, path.suffix(name.count).elementsEqual(name) else { return path }
        return Array(path.dropLast(name.count))
    }
}

extension ScanProblem {
    /// What is at the path, and below it, is not known: the folder cannot be read, or not whole.
    fileprivate var hidesFiles: Bool {
        switch cause {
        case .unreadable, .unreachable: true
        case .pathTooLong, .tooLarge, .ignoreFileUnreadable, .ignoreFileTooLarge, .ignoreFileNotRegular: false
        }
    }
}
