/// What of one folder is indexed.
package struct FolderRules: Hashable, Sendable {
    /// The folder's absolute path, in bytes.
    package var path: [UInt8]
    /// A file must match one of these, itself or with a folder that it is in; none means every file does.
    package var include = IgnoreRules(list: [])
    /// What these match is left out, unless a `.souignore` says otherwise.
    package var exclude = IgnoreRules(list: [])
    /// Names that begin with a dot are not left out.
    package var hidden = false
    /// What is mounted below the folder is left out.
    package var oneFileSystem = false
    /// Symbolic links are followed, out of the folder also.
    package var followLinks = false
    package var minFileBytes = 0
    /// Larger files are problems of a scan, because people miss them.
    package var maxFileBytes = Int.max
    /// For whoever reads the files: a scan does not.
    package var types = TypeFilter()
    /// The encodings of texts that do not show theirs, the likeliest first. For whoever reads the files.
    package var fallbackEncodings: [String] = []

    package init(path: [UInt8] = []) {
        self.path = path
    }
}
