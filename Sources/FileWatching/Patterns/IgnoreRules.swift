/// The patterns of one file or one list, in their order, of which the last that matches decides.
package struct IgnoreRules: Hashable, Sendable {
    /// The largest file of patterns that is read.
    package static let limitBytes = 1 << 20

    package let patterns: [IgnorePattern]

    /// The lines of a `.souignore`, whatever is in them.
    package init(file bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes[(bytes.starts(with: mark) ? mark.count : 0)...]
        var patterns: [IgnorePattern] = []
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let end = line.last == UInt8(ascii: "\r") ? line.endIndex - 1 : line.endIndex
            if let pattern = IgnorePattern(line: line[..<end], number: index + 1) { patterns.append(pattern) }
        }
        self.patterns = patterns
    }

    /// The patterns of a list in the configuration.
    package init(list: [String]) {
        patterns = list.enumerated().compactMap { IgnorePattern(line: $1.utf8, number: $0 + 1) }
    }

    /// Why a pattern of a list can match nothing, as the end of a sentence; nil when it can.
    package static func defect(of pattern: String) -> String? {
        if pattern.utf8.contains(0) { return "it has a NUL" }
        guard let pattern = IgnorePattern(line: pattern.utf8, number: 1) else {
            return pattern.hasPrefix("#") ? "it is a comment; write '\\#' for a '#'" : "it names nothing"
        }
        return pattern.defect
    }

    /// The last pattern that matches a path itself; its parents are not looked at.
    ///
    /// - Parameters:
    ///   - path: in bytes.
    ///   - start: where in it the part begins that is below the folder of the patterns; it does not end with a slash.
    package func lastMatch(_ path: [UInt8], from start: Int = 0, isFolder: Bool) -> IgnorePattern? {
        guard !patterns.isEmpty else { return nil }
        return path.withUnsafeBufferPointer { bytes in
            let below = UnsafeBufferPointer(rebasing: bytes[start...])
            let slash = below.lastIndex(of: UInt8(ascii: "/"))
            let name = UnsafeBufferPointer(rebasing: below[(slash.map { $0 + 1 } ?? 0)...])
            return patterns.last { $0.matches(below, name: name, isFolder: isFolder) }
        }
    }
}
