internal import FileWatching
internal import IndexSchema

/// The settings that decide what reading a file gives, beside the file and the analyzer.
enum ReadingSettings {
    /// The name of the settings: another one means that a file may have to be read again though it has not changed.
    ///
    /// A root is named only where roots differ, so that one more with the same settings changes nothing.
    static func name(_ folders: [FolderRules], limits: FileLimits) -> [UInt8] {
        let settings = folders.map { rules in
            let lists = [rules.types.only, rules.types.skip, rules.fallbackEncodings]
            return (path: rules.path, text: lists.map { $0.joined(separator: ",") }.joined(separator: ";"))
        }
        var text = Array("\(limits.extraction) \(limits.memoryBytes)".utf8)
        if Set(settings.map(\.text)).count <= 1 {
            text += Array((settings.first?.text ?? "").utf8)
        } else {
            for (path, settings) in settings { text += [0] + path + [0] + Array(settings.utf8) }
        }
        return Array(UniqueTerm.hexadecimalHash(text).utf8)
    }
}
