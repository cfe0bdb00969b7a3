package import Analysis

/// Words that stand for others in a query, read from a file.
///
/// | line                 | means                                                        |
/// |----------------------|--------------------------------------------------------------|
/// | `电脑, 计算机, PC`   | who types one of them looks for the others, too              |
/// | `手机 => 电话、移动` | who types 手机 looks for 电话 and 移动, too; not the reverse |
/// | `# 网络`             | nothing                                                      |
///
/// Words are compared by their folded tokens, so that 電腦 is 电脑. What a word stands for is not looked up again.
package struct Synonyms: Sendable {
    /// A word that is looked for besides the one that was typed.
    struct Alternative: Hashable, Sendable {
        /// As it stands in the file.
        var typed: String
        var tokens: [Token]
    }

    /// By the folded tokens of a word.
    private var alternatives: [[[UInt8]]: [Alternative]] = [:]

    /// More for one word would be a query of its own for each person who types it.
    private static let mostAlternatives = 64
    /// A longer file is not one that a person keeps.
    package static let longestBytes = 1 << 20

    /// None.
    package init() {}

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, one group or rule on a line.
    ///   - file: what errors call it.
    ///
    /// Throws: `SynonymsError` for the person who wrote the file.
    package init(_ bytes: [UInt8], of file: String, _ analyzer: QueryAnalyzer) throws(SynonymsError) {
        guard bytes.count <= Self.longestBytes else {
            throw SynonymsError(.tooLong(limitBytes: Self.longestBytes), file: file)
        }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw SynonymsError(.notText, file: file)
        }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            do throws(SynonymsError.Reason) {
                try add(line, analyzer)
            } catch {
                throw SynonymsError(error, file: file, line: index + 1)
            }
        }
    }

    /// What is looked for besides a word; none of it is the word itself.
    func alternatives(to tokens: [Token]) -> [Alternative] {
        alternatives.isEmpty ? [] : alternatives[Self.key(tokens)] ?? []
    }

    // MARK: Reading

    private mutating func add(_ line: Substring, _ analyzer: QueryAnalyzer) throws(SynonymsError.Reason) {
        let sides = Self.withoutComment(line).split(separator: "=>", omittingEmptySubsequences: false)
        guard sides.count <= 2 else { throw .twoArrows }
        let left = try Self.words(sides[0], analyzer)
        if sides.count == 1, left.isEmpty { return }
        let right = sides.count == 2 ? try Self.words(sides[1], analyzer) : left
        guard !left.isEmpty, !right.isEmpty, sides.count == 2 || left.count > 1 else { throw .tooFewWords }
        for word in left { try add(right, to: word) }
    }

    private mutating func add(_ words: [Alternative], to word: Alternative) throws(SynonymsError.Reason) {
        let key = Self.key(word.tokens)
        var found = alternatives[key] ?? []
        var known = Set(found.map { Self.key($0.tokens) })
        known.insert(key)
        found += words.filter { known.insert(Self.key($0.tokens)).inserted }
        guard found.count <= Self.mostAlternatives else {
            throw .tooManySynonyms(word.typed, limit: Self.mostAlternatives)
        }
        alternatives[key] = found
    }

    private static func words(
        _ text: Substring, _ analyzer: QueryAnalyzer
    ) throws(SynonymsError.Reason) -> [Alternative] {
        var words: [Alternative] = []
        for part in text.split(whereSeparator: { ",，、".contains($0) }) {
            let typed = part.trimmed
            if typed.isEmpty { continue }
            let tokens = analyzer.tokens(of: String(typed))
            guard !tokens.isEmpty else { throw .notSearchable(String(typed)) }
            words.append(Alternative(typed: String(typed), tokens: tokens))
        }
        return words
    }

    /// A comment begins the line or follows a blank: `C#` is a word.
    private static func withoutComment(_ line: Substring) -> Substring {
        var isAfterBlank = true
        for index in line.indices {
            if isAfterBlank, line[index] == "#" { return line[..<index] }
            // A mark of the byte order is nothing.
            isAfterBlank = line[index].isWhitespace || line[index] == "\u{FEFF}"
        }
        return line
    }

    /// Blanks and gaps do not matter: `小米 5` is 小米5.
    private static func key(_ tokens: [Token]) -> [[UInt8]] {
        tokens.map(\.text)
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var rest = self
        while let first = rest.first, first.isWhitespace || first == "\u{FEFF}" { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
