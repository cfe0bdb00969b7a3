internal import Glibc

extension FolderScan {
    /// Finds what `run` would find at some paths and below them.
    ///
    /// Where links are followed this cannot be told without looking at everything, so it must not be asked for then.
    ///
    /// - Parameters:
    ///   - paths: absolute, in bytes. A path that is gone, or that no root holds, has no files. Of paths that lie one in
    ///     the other the outer one is enough; a path above roots stands for them.
    package static func run(
        _ rules: [FolderRules], excluded: [[UInt8]] = [], at paths: [[UInt8]], visit: (ScannedFile) -> Bool
    ) -> ScanSummary {
        precondition(!rules.contains { $0.followLinks }, "a part of what links lead to is not known")
        return withoutActuallyEscaping(visit) { visit in
            var scan = FolderScan(rules, excluded: excluded, visit: visit)
            for path in outermost(paths) where !scan.isStopped { scan.look(at: path) }
            return scan.summary
        }
    }

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

    private mutating func look(at path: [UInt8]) {
        switch Self.descend(to: path, rules: rules, bounds: bounds, &summary.problems) {
        case .folder(let folder): scan(folder)
        case .ended(.file(let file)): found(file)
        // A folder that is gone by now.
        case .ended(.problem(let problem)) where problem.cause == .unreadable(ENOENT) && !isRoot(problem.path): break
        case .ended(.problem(let problem)): summary.problems.append(problem)
        case .ended(.leftOut(let reason, _)): summary.ignored.count(reason)
        case .ended(.missing(let path, let code)):
            // A name that is gone is not there: nothing to report.
            if code != ENOENT, code != ENOTDIR {
                summary.problems.append(ScanProblem(path: path, cause: .unreachable(code)))
            }
        case .ended(.folder), .ended(.outside): break
        }
        // A root within the path has rules of its own, so the scan above has left it out.
        for index in rules.indices where rules[index].path != path && isPath(rules[index].path, atOrBelow: path) {
            guard !isStopped else { return }
            enter(root: index)
        }
    }

    private func isRoot(_ path: [UInt8]) -> Bool {
        rules.contains { $0.path == path }
    }
}
