import Documents
import Testing

@testable import Extraction

/// The document in a text of that file name; the test fails when it is skipped.
func extracted(_ text: String, name: String) throws -> ExtractedDocument {
    try extracted(Array(text.utf8), name: name)
}

/// As above, from bytes.
func extracted(_ bytes: [UInt8], name: String) throws -> ExtractedDocument {
    guard case .document(let document) = Extractor().extract(bytes, name: Array(name.utf8)) else {
        throw NotADocument()
    }
    return document
}

struct NotADocument: Error {}

extension ExtractedDocument {
    /// The map of a document whose file has lines.
    var lineMap: LineMap {
        guard case .lines(let map) = places else { preconditionFailure("the file has no lines") }
        return map
    }

    var string: String { String(decoding: text, as: UTF8.self) }

    /// The line of the file from which the line with that text is.
    func line(of phrase: String) -> Int? {
        let lines = string.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { $0.contains(phrase) }.map { lineMap.sourceLine(ofTextLine: $0 + 1) }
    }

    /// What every document owes, whatever the file: valid UTF-8, plain line ends, no mark, lines that do not fall.
    func breaches(sourceLines: Int) -> [String] {
        var breaches: [String] = []
        if String(validating: text, as: UTF8.self) == nil { breaches.append("text is not UTF-8") }
        if text.contains(0x0D) { breaches.append("text has a carriage return") }
        if text.contains(0) { breaches.append("text has a NUL") }
        if title.contains(where: \.isNewline) || title.count > 300 { breaches.append("title is '\(title)'") }
        if LineMap(pairs: lineMap.pairs) != lineMap { breaches.append("pairs are \(lineMap.pairs)") }
        var last = 1
        for line in 1...(1 + text.count { $0 == 0x0A }) {
            let source = lineMap.sourceLine(ofTextLine: line)
            if source < last { breaches.append("line \(line) is from \(source), after \(last)") }
            last = source
        }
        if last > sourceLines { breaches.append("the last line is from \(last) of \(sourceLines)") }
        return breaches
    }
}
