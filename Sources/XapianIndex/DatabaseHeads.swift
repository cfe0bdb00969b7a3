internal import GlassTables
internal import Glibc
internal import SystemPackage

/// The files that say where the tables of databases begin that are opened as one. The engine believes them, so they are looked at
/// before the engine is.
struct DatabaseHeads {
    private struct Head {
        var path: FilePath
        var state: State?
        var bytes: [UInt8]?
    }

    /// A head is written anew under another name and renamed.
    private struct State: Equatable {
        var inode: UInt64
        var seconds: Int
        var nanoseconds: Int

        /// Nil when there is nothing.
        init?(_ path: FilePath) {
            var status = stat()
            guard path.withPlatformString({ stat($0, &status) }) == 0 else { return nil }
            (inode, seconds, nanoseconds) = (UInt64(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        }
    }

    private let path: FilePath
    private var heads: [Head]

    private static let name = "iamglass"
    private static let stub = "XAPIANDB"
    /// More than any of these files has.
    private static let mostBytes = 1 << 16

    /// Refuses what would have the engine write where it may not.
    ///
    /// - Parameter path: a database's folder, a stub file, or a folder with a stub file; what cannot be read is left to the
    ///   engine to complain of.
    ///
    /// Throws: `.damaged`.
    init(_ path: FilePath, _ action: IndexError.Action) throws(IndexError) {
        self.path = path
        heads = Self.databases(path).map { Head(path: $0.appending(Self.name)) }
        try refuseHarmful(action)
    }

    /// The same for what has changed since. It is called for each request, and costs a look at each file's times.
    mutating func refuseHarmful(_ action: IndexError.Action) throws(IndexError) {
        for index in heads.indices {
            let head = heads[index].path
            let state = State(head)
            guard state != heads[index].state else { continue }
            heads[index].bytes = Self.read(head)
            if let bytes = heads[index].bytes, !VersionFile.isHarmless(bytes) {
                throw IndexError(
                    kind: .damaged, action: action, path: path,
                    detail: "\(Self.name) tells of tables that there cannot be")
            }
            heads[index].state = state
        }
    }

    /// Whether any says something else than when it was looked at last, however coarse the clock of its times is. What is
    /// harmful is refused likewise.
    mutating func areNew(_ action: IndexError.Action) throws(IndexError) -> Bool {
        let known = heads.map(\.bytes)
        for index in heads.indices { heads[index].state = nil }
        try refuseHarmful(action)
        return heads.map(\.bytes) != known
    }

    /// The folders of the databases on this machine that are opened as one.
    private static func databases(_ path: FilePath) -> [FilePath] {
        let file = read(path)
        guard let text = file ?? read(path.appending(stub)) else { return [path] }
        let home = file == nil ? path : path.removingLastComponent()
        return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2, ["auto", "glass"].contains(words[0]) else { return nil }
            return home.pushing(FilePath(String(words[1])))
        }
    }

    /// Nil for what is no file or cannot be read.
    private static func read(_ path: FilePath) -> [UInt8]? {
        guard let file = try? FileDescriptor.open(path, .readOnly) else { return nil }
        return try? file.closeAfter {
            try [UInt8](unsafeUninitializedCapacity: mostBytes) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }
}
