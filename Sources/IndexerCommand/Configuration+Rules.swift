internal import FileWatching
internal import Indexing
internal import Settings
internal import SystemPackage

extension Configuration {
    /// The folders to index when the command line names none.
    var configuredFolders: [FilePath] {
        index.folders + folders.map(\.path).filter { !index.folders.contains($0) }
    }

    /// What of which folder is indexed.
    var ruleBook: RuleBook {
        RuleBook(
            defaults: index.selection.rules(for: []), folders: folders.map { $0.selection.rules(for: $0.path.bytes) })
    }
}

extension Configuration.Selection {
    fileprivate func rules(for path: [UInt8]) -> FolderRules {
        var rules = FolderRules(path: path)
        rules.include = IgnoreRules(list: include)
        rules.exclude = IgnoreRules(list: exclude)
        rules.hidden = hidden
        rules.oneFileSystem = oneFileSystem
        rules.followLinks = followLinks
        rules.minFileBytes = minFileBytes
        rules.maxFileBytes = maxFileBytes
        rules.types = TypeFilter(only: onlyTypes, skip: skipTypes)
        rules.fallbackEncodings = fallbackEncodings
        return rules
    }
}
