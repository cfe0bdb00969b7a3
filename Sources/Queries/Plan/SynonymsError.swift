/// Why a text is no list of synonyms.
package struct SynonymsError: Error, Hashable, Sendable {
    /// The file it came from, as it is named to people.
    package var file: String
    /// Counted from 1; nil when it concerns the file as a whole.
    package var line: Int?
    package var reason: Reason

    package enum Reason: Error, Hashable, Sendable {
        /// The system's message.
        case unreadable(String)
        case tooLong(limitBytes: Int)
        case notText
        /// A line must name at least two words, or one on each side of the arrow.
        case tooFewWords
        case twoArrows
        /// It holds no letter, digit or character.
        case notSearchable(String)
        case tooManySynonyms(String, limit: Int)
    }

    package init(_ reason: Reason, file: String, line: Int? = nil) {
        self.file = file
        self.line = line
        self.reason = reason
    }
}

extension SynonymsError: CustomStringConvertible {
    package var description: String {
        "cannot read synonyms '\(file)': \(line.map { "line \($0): " } ?? "")\(cause)"
    }

    private var cause: String {
        switch reason {
        case .unreadable(let message): message
        case .tooLong(let limit): "it is longer than \(limit) bytes; name fewer words"
        case .notText: "it is not UTF-8 text"
        case .tooFewWords: "name at least two words with a comma between them, or one on each side of '=>'"
        case .twoArrows: "a line has one '=>' at most"
        case .notSearchable(let word): "'\(word.onOneLine(longest: 40))' holds no letter, digit or character"
        case .tooManySynonyms(let word, let limit):
            "'\(word.onOneLine(longest: 40))' has more than \(limit) synonyms; name fewer"
        }
    }
}
