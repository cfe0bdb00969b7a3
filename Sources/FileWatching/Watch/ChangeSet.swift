/// Changes on their way to `FileChanges`, in whichever order they come.
struct ChangeSet {
    private var files: Set<[UInt8]> = []
    /// Of which all that is below is meant.
    private var folders: Set<[UInt8]> = []
    private var comparisons: [[UInt8]: FileChanges.Reason] = [:]

    var isEmpty: Bool { files.isEmpty && folders.isEmpty && comparisons.isEmpty }
    var count: Int { files.count + folders.count + comparisons.count }

    mutating func insert(file path: [UInt8]) {
        files.insert(path)
    }

    mutating func insert(folder path: [UInt8]) {
        folders.insert(path)
    }

    mutating func insert(_ path: [UInt8], _ reason: FileChanges.Reason) {
        comparisons[path] = reason
    }

    mutating func formUnion(_ other: ChangeSet) {
        files.formUnion(other.files)
        folders.formUnion(other.folders)
        comparisons.merge(other.comparisons) { _, new in new }
    }

    /// Each path once: what lies below a folder that is meant whole goes without saying.
    func changes() -> FileChanges {
        var changes = FileChanges()
        var paths = files.map { (path: $0, isWhole: false) }
        paths += folders.map { (path: $0, isWhole: true) }
        paths += comparisons.keys.map { (path: $0, isWhole: true) }
        // A folder comes right before what is below it when a slash sorts before all other bytes.
        paths.sort { Self.precedes($0.path, $1.path) || ($0.path == $1.path && $0.isWhole && !$1.isWhole) }
        var last: [UInt8]?
        var whole: [UInt8]?
        for (path, isWhole) in paths {
            if path == last { continue }
            last = path
            if let whole, isPath(path, atOrBelow: whole) {
                // A reason is not lost to a folder above it that has none.
                guard let reason = comparisons[path], comparisons[whole] == nil else { continue }
                changes.comparisons.append(FileChanges.Comparison(path: path, reason: reason))
                continue
            }
            if isWhole { whole = path }
            if let reason = comparisons[path] {
                changes.comparisons.append(FileChanges.Comparison(path: path, reason: reason))
            } else {
                changes.paths.append(path)
            }
        }
        return changes
    }

    private static func precedes(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.lexicographicallyPrecedes(other) {
            let slash = UInt8(ascii: "/")
            return $0 == slash ? $1 != slash : $1 != slash && $0 < $1
        }
    }
}
