/// Cuts a query into lexemes, in one pass. Marks that have no meaning where they stand are text, or nothing.
struct QueryLexer {
    private(set) var lexemes: [QueryLexeme] = []
    private(set) var notices: [QueryNotice] = []

    private let scalars: [Unicode.Scalar]
    private var at = 0
    /// What each parenthesis that is open was taken for.
    private var parentheses: [Parenthesis] = []
    private var openGroups = 0
    /// The last mark that can close ‘ and is no apostrophe.
    private let lastClosingApostrophe: Int

    private enum Parenthesis {
        case group
        /// Part of a word: `f(x)`.
        case text
        /// Nested too deep.
        case nothing
    }

    /// Parentheses within more of them than this are passed over. A tree is walked by calls within calls, on threads with
    /// a stack of their own; nobody nests groups by hand more than a few deep.
    private static let deepestGroup = 100

    init(_ query: String) {
        scalars = Array(query.unicodeScalars)
        var last = scalars.count - 1
        while last >= 0, !Self.closesSingleQuotation(at: last, in: scalars) { last -= 1 }
        lastClosingApostrophe = last
        while at < scalars.count { next() }
        if openGroups > 0 { notices.append(.unclosedParenthesis) }
    }

    /// Reads what begins here.
    private mutating func next() {
        let scalar = scalars[at]
        switch scalar.halfWidth {
        case _ where scalar.isBlank:
            at += 1
        case "|":
            lexemes.append(.bar)
            while at < scalars.count, isBar(at) { at += 1 }
        case "(":
            open()
        case ")":
            close()
        case "-", "+":
            guard isSign(at) else { return word() }
            lexemes.append(.sign(isMinus: scalar.halfWidth == "-"))
            at += 1
        default:
            if opensQuotation(at) { quotation() } else if !field() { word() }
        }
    }

    // MARK: Groups

    private mutating func open() {
        at += 1
        guard openGroups < Self.deepestGroup else {
            parentheses.append(.nothing)
            notices.append(.tooDeep)
            return
        }
        parentheses.append(.group)
        openGroups += 1
        lexemes.append(.open)
    }

    private mutating func close() {
        at += 1
        guard case .group = parentheses.popLast() else { return }
        openGroups -= 1
        lexemes.append(.close)
    }

    // MARK: Quotations

    private func opensQuotation(_ index: Int) -> Bool {
        guard QuotationMarks.closing(scalars[index]) != nil else { return false }
        guard scalars[index] == "‘" else { return true }
        return lastClosingApostrophe > index && !(index > 0 && scalars[index - 1].isOfSpacedWord)
    }

    private static func closesSingleQuotation(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        scalars[index] == "’" && !(index + 1 < scalars.count && scalars[index + 1].isOfSpacedWord)
    }

    private mutating func quotation() {
        let opening = scalars[at]
        let closing = QuotationMarks.closing(opening) ?? []
        at += 1
        let start = at
        while at < scalars.count,
            !closing.contains(scalars[at]) || opening == "‘" && !Self.closesSingleQuotation(at: at, in: scalars)
        {
            at += 1
        }
        lexemes.append(.quotation(string(start..<at)))
        if at < scalars.count { at += 1 } else { notices.append(.unclosedQuote(Character(opening))) }
    }

    // MARK: Words

    /// A sign stands at the beginning of a word and touches what it is about.
    private func isSign(_ index: Int) -> Bool {
        guard index == 0 || scalars[index - 1].isBlank || isBar(index - 1) || scalars[index - 1].halfWidth == "(",
            index + 1 < scalars.count, !scalars[index + 1].isBlank
        else { return false }
        return !["-", "+", "|", ")"].contains(scalars[index + 1].halfWidth)
    }

    private func isBar(_ index: Int) -> Bool { scalars[index].halfWidth == "|" }

    /// Reads a field's name with its colon, and the word that touches it; false when there is none.
    private mutating func field() -> Bool {
        var end = at
        while end < scalars.count, isLetter(end) { end += 1 }
        guard end > at, end < scalars.count, scalars[end].halfWidth == ":" else { return false }
        let next = end + 1
        let isTouched = next < scalars.count && !scalars[next].isBlank
        guard let name = FieldName(string(at..<end).asSyntax) else {
            // In Chinese a full-width colon stands behind any word.
            if isTouched, scalars[end] == ":", !isPartOfAddress(next) {
                notices.append(.unknownField(string(at..<end)))
            }
            return false
        }
        lexemes.append(.field(name, typed: string(at..<next), isTouched: isTouched))
        at = next
        // Whatever touches the colon is the value: no operator, sign or field.
        if isTouched, !endsWord(next), scalars[next].halfWidth != "(" { word(isValue: true) }
        return true
    }

    private func isLetter(_ index: Int) -> Bool {
        let scalar = scalars[index].halfWidth
        return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    /// What follows the colon of `http://x`, `C:\x`, `std::vector`, `localhost:80`; and what is nothing.
    private func isPartOfAddress(_ index: Int) -> Bool {
        let scalar = scalars[index].halfWidth
        return ["/", "\\", ":", ")", "|"].contains(scalar) || ("0"..."9").contains(scalar)
    }

    /// True where a word ends in any case.
    private func endsWord(_ index: Int) -> Bool {
        scalars[index].isBlank || isBar(index) || opensQuotation(index) || scalars[index].halfWidth == ")"
    }

    private mutating func word(isValue: Bool = false) {
        let start = at
        while at < scalars.count {
            if isTextParenthesis(at, in: start..<at, isValue: isValue) {
                parentheses.append(.text)
            } else if at > start, scalars[at].halfWidth == ")", case .text = parentheses.last {
                parentheses.removeLast()
            } else if endsWord(at) || scalars[at].halfWidth == "(" {
                break
            }
            at += 1
        }
        let typed = string(start..<at)
        if !isValue, let word = operatorWord(start..<at) {
            lexemes.append(.word(word, typed: typed))
            return
        }
        var end = at
        while end > start, scalars[end - 1].halfWidth == "*" { end -= 1 }
        let isPrefix = end < at && scalars[start..<end].contains(where: \.isSearchable)
        lexemes.append(isPrefix ? .prefix(string(start..<end)) : .text(typed))
    }

    /// `print(x)` is a word. A Han character says nothing: nobody types a blank between it and a group.
    private func isTextParenthesis(_ index: Int, in word: Range<Int>, isValue: Bool) -> Bool {
        guard scalars[index] == "(", let last = word.last,
            scalars[last].isOfSpacedWord || scalars[last] == "("
        else { return false }
        // `NOT(小米)` is no function. The longest operator that can be meant here has 10 characters.
        return isValue || word.count > 10 || operatorWord(word) == nil
    }

    private func operatorWord(_ range: Range<Int>) -> QueryOperator? {
        // Most words are told by their first character, which costs no string.
        guard let first = range.first, ["A", "O", "N"].contains(scalars[first].halfWidth) else { return nil }
        return QueryOperator(String(String.UnicodeScalarView(scalars[range].lazy.map(\.halfWidth))))
    }

    // MARK: Strings

    private func string(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range]))
    }
}
