internal import FileWatching
internal import Glibc
internal import IndexSchema
internal import SystemPackage
internal import XapianIndex

/// The folders that an update is over, and whether what is gone from them may be taken for deleted.
struct UpdateRoots {
    /// Absolute, without symbolic links where they are there.
    let paths: [[UInt8]]

    /// - Parameter paths: resolved.
    init(paths: [[UInt8]]) {
        self.paths = paths
    }

    /// - Parameters:
    ///   - folders: none means the stored ones.
    ///   - stored: those of the index. One of them may be gone for a while.
    ///
    /// Throws: `.noFolders`; `.folder` for one that is not a folder, or cannot be read.
    init(_ folders: [FilePath], stored: [[UInt8]]) throws(IndexingError) {
        var paths: [[UInt8]] = []
        for folder in folders.isEmpty ? stored.map({ FilePath(bytes: $0) }) : folders {
            var path = folder.bytes
            do throws(IndexingError) {
                path = try FolderList.resolved([folder])[0]
            } catch {
                guard stored.contains(path) else { throw error }
            }
            if !paths.contains(path) { paths.append(path) }
        }
        guard !paths.isEmpty else { throw .noFolders }
        self.paths = paths
    }

    /// Those that have to do with a scope.
    func concerned(by scope: UpdateScope) -> [[UInt8]] {
        switch scope {
        case .everything: paths
        case .paths(let changed):
            paths.filter { root in
                changed.contains { isPath($0, atOrBelow: root) || isPath(root, atOrBelow: $0) }
            }
        }
    }

    /// Throws: `.folderLost` for a folder that cannot be read or has nothing in it, when the index has documents of it.
    func refuseLost(_ scope: UpdateScope, index: FilePath, _ reader: IndexReader) throws {
        for root in concerned(by: scope) {
            guard let reason = Self.absence(of: root) else { continue }
            let documentCount = try reader.termFrequency(UniqueTerm.folder(root))
            guard documentCount > 0 else { continue }
            throw IndexingError.folderLost(
                index: index, FilePath(bytes: root), reason: reason, documentCount: documentCount)
        }
    }

    /// Throws: `.folderLost` for a folder in which a scan has found no file, when the index has documents of it.
    func refuseEmpty(found: [ScannedFile], known: KnownFiles, index: FilePath) throws(IndexingError) {
        var isEmpty = [Bool](repeating: true, count: paths.count)
        for file in found { isEmpty[file.folder] = false }
        for (number, root) in paths.enumerated() where isEmpty[number] {
            let documentCount = known.files.count { path, file in file.document != nil && owner(of: path) == number }
            guard documentCount > 0 else { continue }
            throw .folderLost(
                index: index, FilePath(bytes: root), reason: "no file is found in it", documentCount: documentCount)
        }
    }

    /// The innermost folder that a path is in.
    private func owner(of path: [UInt8]) -> Int? {
        paths.indices.filter { isPath(path, atOrBelow: paths[$0]) }.max { paths[$0].count < paths[$1].count }
    }

    /// Why nothing can be seen of a folder; nil when there is something in it.
    private static func absence(of folder: [UInt8]) -> String? {
        do {
            return try FileTree.names(in: FilePath(bytes: folder)).isEmpty ? "it is empty" : nil
        } catch {
            return "\(error as? Errno ?? .ioError)"
        }
    }
}
