/// What a file says about itself, from one source: its front matter, or the head of its HTML.
struct DocumentMetadata: Hashable {
    var title: String?
    var author: String?
    var dateSeconds: Int64?
    /// Each once, in order.
    private(set) var tags: [String] = []
    var language: String?

    /// Far more than anybody gives; each is compared with all before it.
    static let tagLimit = 500

    /// Adds tags that are not there yet, up to the limit; empty ones are none.
    mutating func addTags(_ more: [String]) {
        for tag in more {
            guard tags.count < Self.tagLimit else { return }
            let tag = tag.trimmed
            if !tag.isEmpty, !tags.contains(tag) { tags.append(tag) }
        }
    }

    /// A list in one string: split at commas, which may be Chinese ones. Not at blanks, as Jekyll does, because in what
    /// other generators write `machine learning` is one tag.
    static func split(_ list: String) -> [String] {
        list.split { ",，、;；".contains($0) }.map(String.init)
    }

    /// This, and from `other` what this lacks; tags are those of both.
    func filled(from other: DocumentMetadata) -> DocumentMetadata {
        var filled = self
        filled.title = title ?? other.title
        filled.author = author ?? other.author
        filled.dateSeconds = dateSeconds ?? other.dateSeconds
        filled.language = language ?? other.language
        filled.addTags(other.tags)
        return filled
    }
}
