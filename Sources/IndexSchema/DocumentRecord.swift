internal import FoundationEssentials

/// What an index stores of a document beside its terms: a line of JSON, then the text.
package struct DocumentRecord: Hashable, Sendable {
    /// The path's bytes.
    package var path: [UInt8]
    package var title: String
    package var author: String?
    /// Seconds since 1970-01-01T00:00:00Z; nil when the document does not say.
    package var dateSeconds: Int64?
    package var tags: [String] = []
    package var language: String?
    /// The MIME type.
    package var mediaType: String
    /// The encoding of the file, such as `UTF-8`.
    package var encoding: String
    /// The size of the file in bytes.
    package var sizeBytes: Int
    /// The file's modification in nanoseconds since 1970-01-01T00:00:00Z.
    package var modifiedNanoseconds: Int64
    package var inode: UInt64
    package var device: UInt64
    /// Where lines of the text lie in the file: pairs of a line of the text and its line in the file, both from 1, each
    /// pair good up to the next. Empty when the two are equal throughout.
    package var lines: [Int] = []

    package init(
        path: [UInt8], title: String, author: String? = nil, dateSeconds: Int64? = nil, tags: [String] = [],
        language: String? = nil, mediaType: String, encoding: String, sizeBytes: Int, modifiedNanoseconds: Int64,
        inode: UInt64, device: UInt64, lines: [Int] = []
    ) {
        self.path = path
        self.title = title
        self.author = author
        self.dateSeconds = dateSeconds
        self.tags = tags
        self.language = language
        self.mediaType = mediaType
        self.encoding = encoding
        self.sizeBytes = sizeBytes
        self.modifiedNanoseconds = modifiedNanoseconds
        self.inode = inode
        self.device = device
        self.lines = lines
    }
}

extension DocumentRecord {
    /// The line of the file that a line of the text came from, both counted from 1.
    package func sourceLine(ofTextLine line: Int) -> Int {
        var difference = 0
        for index in stride(from: 0, to: lines.count - 1, by: 2) {
            guard lines[index] <= line else { break }
            difference = lines[index + 1] - lines[index]
        }
        return line + difference
    }
}

// MARK: - The stored form

/// Why the stored form of a document cannot be read.
package enum DocumentRecordError: Error, Hashable, Sendable, CustomStringConvertible {
    case noLine
    case malformed(detail: String)

    package var description: String {
        switch self {
        case .noLine: "cannot read a document's record: it has no first line"
        case .malformed(let detail): "cannot read a document's record: \(detail)"
        }
    }
}

extension DocumentRecord {
    /// The stored form: one line of JSON and the text.
    ///
    /// Throws: `DocumentRecordError.malformed` when a string cannot be written as JSON; no string of Swift's cannot.
    package func encoded(text: [UInt8]) throws(DocumentRecordError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            var bytes = [UInt8](try encoder.encode(Stored(self)))
            bytes.reserveCapacity(bytes.count + 1 + text.count)
            bytes.append(UInt8(ascii: "\n"))
            bytes += text
            return bytes
        } catch {
            throw .malformed(detail: "\(error)")
        }
    }

    /// The two parts of a stored form: the line without its end, and the text.
    ///
    /// Throws: `DocumentRecordError.noLine`.
    package static func parts(
        of stored: UnsafeBufferPointer<UInt8>
    ) throws(DocumentRecordError) -> (line: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>) {
        guard let end = stored.firstIndex(of: UInt8(ascii: "\n")) else { throw .noLine }
        return (UnsafeBufferPointer(rebasing: stored[..<end]), UnsafeBufferPointer(rebasing: stored[(end + 1)...]))
    }

    /// Reads the line of a stored form.
    ///
    /// Throws: `DocumentRecordError.malformed`.
    package init(line: UnsafeBufferPointer<UInt8>) throws(DocumentRecordError) {
        do {
            self = try JSONDecoder().decode(Stored.self, from: Data(line)).record()
        } catch let error as DocumentRecordError {
            throw error
        } catch DecodingError.keyNotFound(let key, _) {
            throw .malformed(detail: "its first line has no '\(key.stringValue)'")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let name = context.codingPath.first.map { "its '\($0.stringValue)'" } ?? "its first line"
            throw .malformed(detail: "\(name) is of another type")
        } catch {
            throw .malformed(detail: "its first line is not the JSON we write")
        }
    }

    /// The JSON object. Names are short because they stand in every document.
    private struct Stored: Codable {
        /// The path, when its bytes are UTF-8.
        var path: String?
        /// The path in Base64, when they are not.
        var rawPath: String?
        var title: String
        var author: String?
        var date: Int64?
        var tags: [String]?
        var lang: String?
        var type: String
        var encoding: String
        var size: Int
        var mtime: Int64
        var inode: UInt64
        var device: UInt64
        var lines: [Int]?

        init(_ record: DocumentRecord) {
            path = String(validating: record.path, as: UTF8.self)
            rawPath = path == nil ? Data(record.path).base64EncodedString() : nil
            title = record.title
            author = record.author
            date = record.dateSeconds
            tags = record.tags.isEmpty ? nil : record.tags
            lang = record.language
            type = record.mediaType
            encoding = record.encoding
            size = record.sizeBytes
            mtime = record.modifiedNanoseconds
            inode = record.inode
            device = record.device
            lines = record.lines.isEmpty ? nil : record.lines
        }

        func record() throws(DocumentRecordError) -> DocumentRecord {
            let bytes: [UInt8]
            if let path {
                bytes = Array(path.utf8)
            } else if let rawPath, let data = Data(base64Encoded: rawPath) {
                bytes = Array(data)
            } else {
                throw .malformed(detail: "it names no path")
            }
            return DocumentRecord(
                path: bytes, title: title, author: author, dateSeconds: date, tags: tags ?? [], language: lang,
                mediaType: type, encoding: encoding, sizeBytes: size, modifiedNanoseconds: mtime, inode: inode,
                device: device, lines: lines ?? [])
        }
    }
}
