/// Something in a query that was understood differently from what may have been meant. It spoils nothing.
package enum QueryNotice: Hashable, Sendable {
    /// A quotation mark was not closed: everything behind it is taken as quoted.
    case unclosedQuote(Character)
    /// A parenthesis was not closed: its group ends with the query.
    case unclosedParenthesis
    /// Groups stand in too many others: the innermost parentheses are passed over.
    case tooDeep
    /// No field has the name before a colon: it is searched as text.
    case unknownField(String)
    /// A field stands in another's value: it is searched as text.
    case nestedField(String)
    /// What stands behind `date:` or `size:` is none: it is searched as text.
    case badRange(RangeField, typed: String)
    /// NEAR stands beside something that is neither a word nor a quotation: it is taken as AND.
    case nearOperands
    /// A star stands behind a value of a field that is compared as a whole: it is passed over.
    case wholeValues(QueryField)
    /// There is nothing in the query that can be searched.
    case nothingToSearch
}

extension QueryNotice: CustomStringConvertible {
    /// The stable name for programs.
    package var code: String {
        switch self {
        case .unclosedQuote: "unclosed-quote"
        case .unclosedParenthesis: "unclosed-parenthesis"
        case .tooDeep: "too-deep"
        case .unknownField: "unknown-field"
        case .nestedField: "nested-field"
        case .badRange: "bad-range"
        case .nearOperands: "near-operands"
        case .wholeValues: "whole-values"
        case .nothingToSearch: "nothing-to-search"
        }
    }

    package var description: String {
        switch self {
        case .unclosedQuote(let mark):
            "the quotation mark \(mark) is not closed; all that follows it is taken as quoted"
        case .unclosedParenthesis:
            "a parenthesis is not closed; its group ends with the query"
        case .tooDeep:
            "the parentheses are nested too deep; the innermost are passed over"
        case .unknownField(let name):
            "there is no field '\(name.onOneLine(longest: Self.longestName))'; it is searched as text; "
                + "the fields are \(Self.fields)"
        case .nestedField(let name):
            "'\(name):' stands within another field; it is searched as text"
        case .badRange(.date, let typed):
            "'\(typed.onOneLine(longest: Self.longestName))' is no date and is searched as text; "
                + "dates are such as 2016, 2016-10, 2016-10-05, 2016-10..2017 or >2018"
        case .badRange(.size, let typed):
            "'\(typed.onOneLine(longest: Self.longestName))' is no size and is searched as text; "
                + "sizes are such as 5688, 1M, 10K..2M or >1.5G"
        case .nearOperands:
            "NEAR takes a word or a quotation on either side; with others it is taken as AND"
        case .wholeValues(let field):
            "'\(field.rawValue):' compares whole values; the star behind one is passed over"
        case .nothingToSearch: "the query holds no letter, digit or character to search for"
        }
    }

    /// A name or value is said up to so many characters.
    private static let longestName = 40

    private static let fields =
        (QueryField.allCases.map(\.rawValue) + RangeField.allCases.map(\.rawValue)).joined(separator: ", ")
}
