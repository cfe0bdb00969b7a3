internal import GlassTables
internal import SystemPackage

/// The file that says where a database's tables begin. The engine believes it, so it is looked at before the engine is.
enum DatabaseHead {
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
    static func refuseHarmful(_ path: FilePath, _ action: IndexError.Action) throws(IndexError) {
        for folder in databases(path) {
            guard let bytes = read(folder.appending(name)), !VersionFile.isHarmless(bytes) else { continue }
            throw IndexError(
                kind: .damaged, action: action, path: path,
                detail: "\(name) tells of tables that there cannot be")
        }
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
