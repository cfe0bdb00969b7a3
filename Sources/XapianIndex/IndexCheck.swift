internal import CXapian
package import SystemPackage

/// The engine's own check of an index.
package struct IndexCheck: Hashable, Sendable {
    /// 0 for a sound index.
    package var problemCount: Int
    /// The engine's words, in English: a paragraph for each table, also for a sound one.
    package var report: String

    package init(problemCount: Int, report: String) {
        self.problemCount = problemCount
        self.report = report
    }

    /// Reads all tables of an index and compares what they say of each other: about a second for 100 MB of text.
    ///
    /// - Throws: when the check cannot even begin. Damage that is found is a result, not an error.
    package static func run(path: FilePath) throws(IndexError) -> IndexCheck {
        _ = try DatabaseHeads(path, .check)
        let report = try attempt(.check, path) { error in lend(path) { cx_check($0, error) } }
        defer { cx_report_free(report) }
        return IndexCheck(
            problemCount: cx_report_problem_count(report),
            report: String(decoding: cx_report_text(report).buffer, as: UTF8.self))
    }
}
