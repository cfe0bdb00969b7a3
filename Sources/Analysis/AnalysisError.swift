/// Why an analyzer cannot be made. Analyzing itself never fails.
package enum AnalysisError: Error, Hashable, Sendable {
    /// ICU has no NFKC_Casefold data, or memory is short.
    case noFolder
    /// OpenCC's character table is missing or is not a dictionary.
    case noSimplifications(path: String)
    /// ICU's rules from Han to Latin are missing, or are not as we know them.
    case noReadings
    /// Snowball does not know the algorithm.
    case unknownStemmer(name: String)
}

extension AnalysisError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noFolder:
            "cannot fold text: ICU gives no NFKC_Casefold; install the package libicu72 again"
        case .noSimplifications(let path):
            "cannot read the table of Traditional characters '\(path)': not a readable OpenCC dictionary; "
                + "install the package libopencc-data"
        case .noReadings:
            "cannot read Chinese characters: ICU gives no rules 'Han-Latin'; install the package libicu72 again"
        case .unknownStemmer(let name):
            "cannot stem words: Snowball has no algorithm '\(name)'; use its English name such as 'english', or 'none'"
        }
    }
}
