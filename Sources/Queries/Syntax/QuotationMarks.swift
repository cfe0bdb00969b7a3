/// The marks around quotations, Chinese, Japanese and Western.
///
/// Marks around book titles are none: who types 《红楼梦》 looks for the book.
enum QuotationMarks {
    /// What may close a quotation that a mark opens; nil when it opens none. People type curly marks in either order.
    static func closing(_ opening: Unicode.Scalar) -> [Unicode.Scalar]? {
        switch opening {
        case "\"", "＂": ["\"", "＂"]
        case "“", "”": ["”", "“"]
        case "„": ["“", "”"]
        case "‘": ["’"]
        case "「": ["」"]
        case "｢": ["｣"]
        case "『": ["』"]
        case "﹁": ["﹂"]
        case "﹃": ["﹄"]
        case "〝": ["〞", "〟"]
        default: nil
        }
    }
}
