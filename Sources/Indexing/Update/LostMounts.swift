internal import FileWatching
internal import Glibc
internal import IndexSchema
internal import SystemPackage

/// The folders below a root where something was mounted that is not there now: what was in it looks deleted, and is not.
///
/// Such a folder is empty and on another device than the files that the index knows of it.
struct LostMounts {
    /// A folder as it is now.
    struct Folder {
        var device: UInt64
        var isEmpty: Bool
    }

    /// How many documents each has.
    private(set) var documentCounts: [[UInt8]: Int] = [:]

    /// - Parameters:
    ///   - gone: paths where nothing is any more that the index knows of.
    ///   - found: the files that are there.
    ///   - roots: the folders that the index is over.
    ///   - folder: what is at a path; nil when it is no folder.
    init(
        _ gone: [[UInt8]], found: [ScannedFile], known: KnownFiles, roots: [[UInt8]],
        folder: ([UInt8]) -> Folder? = Self.folder
    ) {
        /// What was asked; nil where there is no folder.
        var folders: [[UInt8]: Folder?] = [:]
        var places: [Place: Int] = [:]
        for path in gone {
            guard let file = known.files[path], file.document != nil, file.facts.device != 0 else { continue }
            var place = path
            while let parent = Self.parent(of: place), roots.contains(where: { isPath(parent, atOrBelow: $0) }) {
                place = parent
                let state = folders[place] ?? folder(place)
                folders.updateValue(state, forKey: place)
                guard let state else { continue }
                if state.isEmpty, state.device != file.facts.device {
                    places[Place(path: place, device: file.facts.device), default: 0] += 1
                }
                break
            }
        }
        for (place, count) in places {
            // Numbers of devices may be others after a start of the machine, and then they are others everywhere.
            let isElsewhere = found.contains {
                known.files[$0.path]?.facts.device == place.device && !isPath($0.path, atOrBelow: place.path)
            }
            if !isElsewhere { documentCounts[place.path, default: 0] += count }
        }
    }

    private struct Place: Hashable {
        var path: [UInt8]
        /// Of the files that were there.
        var device: UInt64
    }

    private static func parent(of path: [UInt8]) -> [UInt8]? {
        guard path.count > 1, let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return Array(path[..<max(slash, 1)])
    }

    /// Asks the system. What cannot be read is not empty.
    private static func folder(_ path: [UInt8]) -> Folder? {
        let path = FilePath(bytes: path)
        var status = stat()
        guard path.withPlatformString({ lstat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            return nil
        }
        let names = try? FileTree.names(in: path)
        return Folder(device: UInt64(status.st_dev), isEmpty: names?.isEmpty ?? false)
    }
}
