/// One line of a `.gitignore`, a `.souignore` or a list of patterns in the configuration, meaning what it means to git.
///
/// It is about bytes: names need not be UTF-8, and capitals are not small letters.
package struct IgnorePattern: Hashable, Sendable {
    /// As it is written, without the blanks that end it.
    package let text: [UInt8]
    /// The line of the file or the number in the list, from 1.
    package let line: Int
    /// `!`: what matches is not ignored after all.
    package let isNegated: Bool
    private let matchesFoldersOnly: Bool
    /// Without a slash it is compared with the last name of a path, and with the whole path otherwise.
    private let matchesNames: Bool
    /// Nil when nothing can match.
    private let wildcard: Wildcard?
    /// Why nothing can match, as the end of a sentence; nil when something can.
    package let defect: String?

    /// Nil for an empty line and a comment.
    init?(line bytes: some Sequence<UInt8>, number: Int) {
        // A C string to git.
        var text = Array(bytes.prefix { $0 != 0 })
        Self.removeTrailingBlanks(&text)
        guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
        self.text = text
        line = number
        var pattern = text[...]
        isNegated = first == UInt8(ascii: "!")
        if isNegated { pattern.removeFirst() }
        matchesFoldersOnly = pattern.last == UInt8(ascii: "/")
        if matchesFoldersOnly { pattern.removeLast() }
        matchesNames = !pattern.contains(UInt8(ascii: "/"))
        if pattern.first == UInt8(ascii: "/") { pattern.removeFirst() }
        guard !pattern.isEmpty else {
            wildcard = nil
            defect = "it names nothing"
            return
        }
        do throws(Wildcard.Defect) {
            wildcard = try Wildcard(pattern, isPath: !matchesNames)
            defect = nil
        } catch {
            wildcard = nil
            defect =
                switch error {
                case .openBracket: "its '[' is not closed"
                case .unknownClass: "it has an unknown class between '[:' and ':]'"
                case .lastBackslash: "it ends with a backslash"
                }
        }
    }

    /// - Parameters:
    ///   - path: below the folder that the pattern is for, without a slash at either end.
    ///   - name: the last name of it.
    func matches(_ path: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>, isFolder: Bool) -> Bool {
        if matchesFoldersOnly, !isFolder { return false }
        return wildcard?.matches(matchesNames ? name : path) ?? false
    }

    /// Blanks at the end count only after a backslash.
    private static func removeTrailingBlanks(_ text: inout [UInt8]) {
        var end = 0
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "\\") {
                // A backslash that ends the line keeps the blanks before it.
                index = min(index + 2, text.count)
                end = index
            } else {
                index += 1
                if text[index - 1] != UInt8(ascii: " ") { end = index }
            }
        }
        text.removeSubrange(end...)
    }
}
