internal import FoundationEssentials
internal import Glibc
internal import SystemPackage
internal import URIs

/// The folders that an index is over.
package enum FolderList {
    /// The folders' absolute paths without symbolic links, each once, in bytes.
    ///
    /// Throws: `IndexingError.folder` for the first that is not a folder, or cannot be read: an index of nothing must not
    /// take the place of what was indexed by a user who may read it.
    static func resolved(_ folders: [FilePath]) throws(IndexingError) -> [[UInt8]] {
        var resolved: [[UInt8]] = []
        for folder in folders {
            guard let path = folder.withPlatformString({ realpath($0, nil) }) else {
                throw .folder(folder, reason: "\(Errno(rawValue: errno))")
            }
            defer { free(path) }
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw .folder(folder, reason: "it is not a folder")
            }
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .folder(folder, reason: "\(Errno(rawValue: errno))") }
            close(descriptor)
            let bytes = UnsafeBufferPointer(start: path, count: strlen(path)).map { UInt8(bitPattern: $0) }
            if !resolved.contains(bytes) { resolved.append(bytes) }
        }
        return resolved
    }

    /// The form that the index's metadata keeps: a JSON array of percent-encoded paths.
    static func encoded(_ folders: [[UInt8]]) -> [UInt8] {
        // Percent-encoding leaves nothing that JSON would have to escape.
        Array(
            "[\(folders.map { "\"\(PercentEncoding.encoded($0, keepsSlashes: true))\"" }.joined(separator: ","))]".utf8)
    }

    /// Nil when these bytes are not what `encoded` gives.
    static func decoded(_ bytes: [UInt8]) -> [[UInt8]]? {
        guard let strings = try? JSONDecoder().decode([String].self, from: Data(bytes)) else { return nil }
        var folders: [[UInt8]] = []
        for string in strings {
            guard let folder = PercentEncoding.decoded(string) else { return nil }
            folders.append(folder)
        }
        return folders
    }
}
