/// One query, as every peer is asked it in its own language.
struct PeerQuery: Codable, Hashable {
    var kind: QueryKind
    /// Of the files that are wanted; only a filtered query has one.
    var fileExtension: String?
    /// The pieces of text; one unless the kind is `and`.
    var words: [String]

    /// A line for the peers' programs: kind, extension or nothing, words, with tabs between them.
    var line: String {
        ([kind.rawValue, fileExtension ?? ""] + words).joined(separator: "\t")
    }

    /// In the language that Sou and Recoll share.
    var typed: String {
        let words = words.map { kind == .question || kind == .character ? $0 : "\"\($0)\"" }
        return (words + (fileExtension.map { ["ext:\($0)"] } ?? [])).joined(separator: " ")
    }

    /// Every two neighbouring characters of the words, with blanks between them.
    var pairs: String {
        words.flatMap { word in zip(word, word.dropFirst()).map { "\($0)\($1)" } }
            .filter { !$0.contains(where: \.isWhitespace) }.joined(separator: " ")
    }

    /// What a line of a file of queries means; nil when nothing of it can be sought.
    ///
    /// | line                 | kind      | words        |
    /// |----------------------|-----------|--------------|
    /// | `塘`                 | character | 塘           |
    /// | `缓存 一致性`        | and       | 缓存, 一致性 |
    /// | `钩鼻海蛇又叫什么？` | question  | the line     |
    /// | `矩阵`               | exact     | 矩阵         |
    init?(_ line: String) {
        // Marks that are operators for one peer or another, and which nobody means who types a word.
        let words = line.split { $0.isWhitespace || Self.operators.contains($0) }.map(String.init)
        guard let first = words.first, words.contains(where: { $0.contains(where: \.isLetter) }) else { return nil }
        if Self.questionWords.contains(where: line.contains) {
            (kind, self.words) = (.question, [words.joined(separator: " ")])
        } else if words.count > 1 {
            (kind, self.words) = (.and, words.filter { $0.contains { $0.isLetter || $0.isNumber } })
        } else {
            (kind, self.words) = (first.count == 1 ? .character : .exact, [first])
        }
    }

    /// Reads what `line` gives.
    ///
    /// Throws: `ProgramRun.Failure` when it is none.
    init(driverLine: String) throws {
        let fields = driverLine.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count > 2, let kind = QueryKind(rawValue: fields[0]) else {
            throw ProgramRun.Failure(description: "cannot read '\(driverLine)' as a query")
        }
        self.init(kind, Array(fields[2...]), fileExtension: fields[1].isEmpty ? nil : fields[1])
    }

    init(_ kind: QueryKind, _ words: [String], fileExtension: String? = nil) {
        (self.kind, self.words, self.fileExtension) = (kind, words, fileExtension)
    }

    private static let operators = Set("\"“”「」『』()（）|*:：-+\\'")
    private static let questionWords = [
        "？", "?", "什么", "怎么", "怎样", "如何", "为何", "哪", "谁", "多少", "几", "吗", "是否", "能不能",
    ]
}
