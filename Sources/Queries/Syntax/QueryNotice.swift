/// Something in a query that was understood differently from what may have been meant. It spoils nothing.
package enum QueryNotice: Hashable, Sendable {
    /// A quotation mark was not closed: everything behind it is taken as quoted.
    case unclosedQuote(Character)
    /// There is nothing in the query that can be searched.
    case nothingToSearch
}

extension QueryNotice: CustomStringConvertible {
    /// The stable name for programs.
    package var code: String {
        switch self {
        case .unclosedQuote: "unclosed-quote"
        case .nothingToSearch: "nothing-to-search"
        }
    }

    package var description: String {
        switch self {
        case .unclosedQuote(let mark):
            "the quotation mark \(mark) is not closed; all that follows it is taken as quoted"
        case .nothingToSearch: "the query holds no letter, digit or character to search for"
        }
    }
}
