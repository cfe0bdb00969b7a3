internal import Glibc

extension FolderScan {
    /// The paths that do not lie in others of them, ascending by bytes, each once.
    package static func outermost(_ paths: [[UInt8]]) -> [[UInt8]] {
        var outermost: [[UInt8]] = []
        // By the names, so that what lies in a path comes directly behind it: `/a/b` before `/a b`.
        let sorted = paths.map { (path: $0, names: $0.split(separator: UInt8(ascii: "/"))) }
            .sorted { $0.names.lexicographicallyPrecedes($1.names) { $0.lexicographicallyPrecedes($1) } }
        for (path, _) in sorted {
            if let last = outermost.last, isPath(path, atOrBelow: last) { continue }
            outermost.append(path)
        }
        return outermost
    }

    /// Finds what is at a path or below it.
    mutating func look(at path: [UInt8]) {
        let (verdict, folder) = Self.walk(to: path, rules: rules, bounds: bounds, &summary.problems)
        switch verdict {
        case .folder: folder.map { scan($0) }
        case .file(let file): found(file)
        case .problem(let problem): summary.problems.append(problem)
        case .leftOut(let reason, _): summary.ignored.count(reason)
        case .missing(let path, let code):
            // A name that is gone is not there: nothing to report.
            if code != ENOENT, code != ENOTDIR {
                summary.problems.append(ScanProblem(path: path, cause: .unreachable(code)))
            }
        case .outside: break
        }
        // A root within the path has rules of its own, so the scan above has left it out.
        for index in rules.indices where rules[index].path != path && isPath(rules[index].path, atOrBelow: path) {
            guard !isStopped else { return }
            enter(root: index)
        }
    }
}
