/// One mail: its headers, what they say, and where its body lies.
struct MailMessage {
    let headers: MailHeaders
    let body: Range<Int>
    let metadata: DocumentMetadata

    init(_ bytes: [UInt8], _ range: Range<Int>, in context: ReadingContext) {
        let headers = MailHeaders(bytes, range)
        func text(_ name: String) -> String? {
            headers[name].flatMap { MailHeaderText.decode($0, in: context).asTitle(limit: 1000) }
        }
        var found = DocumentMetadata()
        found.title = text("subject")?.asTitle(limit: TitleFinder.limit)
        found.author = text("from").map(Self.displayName)
        found.dateSeconds = text("date").flatMap(MailDate.seconds)
        found.language = text("content-language")?.asTitle(limit: 40)
        found.addTags(text("keywords").map(DocumentMetadata.split) ?? [])
        self.headers = headers
        body = headers.bodyOffset..<range.upperBound
        metadata = found
    }

    /// `"雷军" <a@b.c>` is 雷军; an address without a name is itself.
    private static func displayName(_ from: String) -> String {
        guard let bracket = from.lastIndex(of: "<") else { return from }
        let name = String(from[..<bracket]).trimmed
        let unquoted =
            name.count >= 2 && name.hasPrefix("\"") && name.hasSuffix("\"")
            ? String(name.dropFirst().dropLast()).trimmed : name
        return unquoted.isEmpty ? String(from[bracket...].dropFirst().prefix { $0 != ">" }) : unquoted
    }

    /// Where the messages of a mailbox lie: each begins behind an empty line with one that begins with "From ".
    static func ranges(inMailbox bytes: [UInt8]) -> [Range<Int>] {
        let mark = Array("From ".utf8)
        var starts: [Int] = []
        var start = 0
        var isBehindEmptyLine = true
        while start < bytes.count {
            let end = bytes.firstOffset(of: 0x0A, from: start).map { $0 + 1 } ?? bytes.count
            if isBehindEmptyLine, bytes[start..<end].starts(with: mark) { starts.append(start) }
            isBehindEmptyLine = bytes[start..<end].trimmedLineEnd.isEmpty
            start = end
        }
        return zip(starts, starts.dropFirst() + [bytes.count]).map { $0..<$1 }
    }
}
