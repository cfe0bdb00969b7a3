internal import Glibc

/// The rules of all folders, also of those that nobody has named yet.
package struct RuleBook: Hashable, Sendable {
    /// For folders without rules of their own; their path is nobody's.
    package var defaults: FolderRules
    package var folders: [FolderRules]

    package init(defaults: FolderRules = FolderRules(), folders: [FolderRules] = []) {
        self.defaults = defaults
        self.folders = folders
    }

    /// The most bytes of a file in any folder.
    package var maxFileBytes: Int {
        folders.map(\.maxFileBytes).reduce(defaults.maxFileBytes, max)
    }

    /// The rules of a folder: those of its path, whatever links lead to it, or else the defaults.
    ///
    /// - Parameter path: absolute.
    package func rules(for path: [UInt8]) -> FolderRules {
        let resolved = resolvedPath(path) ?? path
        var rules = folders.first { $0.path == path || resolvedPath($0.path) == resolved } ?? defaults
        rules.path = path
        return rules
    }
}
