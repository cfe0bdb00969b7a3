/// The last component of a path, in bytes, split at its extension.
struct FileName {
    let stem: ArraySlice<UInt8>
    /// In lower case without the dot; empty when there is none. A leading dot begins a hidden file's name.
    let fileExtension: String

    init(_ path: [UInt8]) {
        let name = path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
        if let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex {
            stem = name[..<dot]
            fileExtension = String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
        } else {
            stem = name
            fileExtension = ""
        }
    }
}
