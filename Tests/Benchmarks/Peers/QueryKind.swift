/// What a query asks for, as far as every peer can be asked for it.
enum QueryKind: String, Codable, CaseIterable {
    /// A piece of text, as it stands there.
    case exact
    /// Two or more pieces, all of them.
    case and
    /// Words of a sentence, of which a document need not have all.
    case question
    case character
    /// A piece of text, in files with one extension.
    case filtered

    var title: String {
        switch self {
        case .exact: "exact"
        case .and: "AND"
        case .question: "question"
        case .character: "one character"
        case .filtered: "filtered"
        }
    }
}
