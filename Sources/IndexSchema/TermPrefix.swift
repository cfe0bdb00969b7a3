/// What the terms of each field begin with: Omega's conventions where they exist. Terms of the body have no prefix.
///
/// Analysis gives no term that begins with a capital letter other than `Z` (stems), so a prefix needs no separator.
package enum TermPrefix {
    /// The unique term of a document: its path; see `UniqueTerm`. Boolean, no frequency.
    package static let path = "Q"
    /// The analyzed title.
    package static let title = "S"
    /// The analyzed author.
    package static let author = "A"
    /// One folded tag as a whole. Boolean.
    package static let tag = "K"
    /// The MIME type. Boolean.
    package static let mediaType = "T"
    /// The file name's extension, folded, without the dot. Boolean.
    package static let fileExtension = "E"
    /// Each folder above the file, from `/` down, as bytes; hashed like a path when long. Boolean.
    package static let folder = "P"
    /// The document's date, or the file's when it has none, in UTC: `YYYYMMDD`, `YYYYMM`, `YYYY`. Boolean.
    package static let day = "D"
    package static let month = "M"
    package static let year = "Y"
    /// The language as the document names it, `zh-cn` for `zh_CN`. Boolean.
    package static let language = "L"
    /// Kept free for who may read the document.
    package static let reader = "XV"
    /// The analyzed text of the path; what is not UTF-8 is repaired.
    package static let pathText = "XF"
    /// Those of the terms that follow from the path alone.
    package static let ofPaths = [path, folder, fileExtension, pathText]
    /// The folded title as a whole. Boolean.
    package static let wholeTitle = "XT"
    /// The folded author as a whole. Boolean.
    package static let wholeAuthor = "XA"
    /// The syllables of the title from one of its Chinese characters on, without tones. Boolean.
    package static let pinyin = "XPY"
    /// The initials of those syllables. Boolean.
    package static let pinyinInitials = "XPI"
}
