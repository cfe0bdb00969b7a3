/// A piece of a query, as the lexer cuts it.
enum QueryLexeme: Hashable {
    case text(String)
    /// A text without the star at its end.
    case prefix(String)
    /// What stood between quotation marks, perhaps nothing.
    case quotation(String)
    /// `-` or `+` right before what it is about.
    case sign(isMinus: Bool)
    /// An operator that is a word, and how it was typed.
    case word(QueryOperator, typed: String)
    /// `|` or `||`.
    case bar
    case open
    /// Closes a group that was opened.
    case close
    /// A field's name, how it and the colon were typed, and whether something follows without a blank.
    case field(FieldName, typed: String, isTouched: Bool)
}

/// An operator that is a word in capitals, standing alone.
enum QueryOperator: Hashable {
    case and, or, not
    case near(characters: Int)

    /// NEAR without a number.
    private static let usualDistance = 10
    /// A distance beyond these bounds is one of them.
    private static let distances = 1...10_000

    init?(_ word: String) {
        switch word {
        case "AND": self = .and
        case "OR": self = .or
        case "NOT": self = .not
        case "NEAR": self = .near(characters: Self.usualDistance)
        default:
            let digits = word.dropFirst(5)
            guard word.hasPrefix("NEAR/"), !digits.isEmpty, digits.isOfDigits else {
                return nil
            }
            let number = Int(digits) ?? Self.distances.upperBound
            self = .near(characters: min(max(number, Self.distances.lowerBound), Self.distances.upperBound))
        }
    }
}

/// A field that can stand before a colon.
enum FieldName: Hashable {
    case words(QueryField)
    case range(RangeField)

    init?(_ name: String) {
        if let field = QueryField(rawValue: name) {
            self = .words(field)
        } else if let field = RangeField(rawValue: name) {
            self = .range(field)
        } else {
            return nil
        }
    }
}
