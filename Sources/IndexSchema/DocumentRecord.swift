internal import FoundationEssentials

/// What an index stores of a document beside its terms: a line of JSON, then the text unless that is long.
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
    /// The encoding of the file, such as `UTF-8`; nil for a format that is not written in text.
    package var encoding: String?
    /// How sure the encoding is, from 0 to 1; nil when it is beyond doubt.
    package var encodingConfidence: Double?
    /// The size of the file in bytes.
    package var sizeBytes: Int
    /// The file's modification in nanoseconds since 1970-01-01T00:00:00Z.
    package var modifiedNanoseconds: Int64
    package var inode: UInt64
    package var device: UInt64
    /// Where the lines of the text lie in the file; for a long text only of which kind, and each block has its own.
    package var places = StoredPlaces.lines([])
    /// Set for a text that is not stored with the record but in blocks.
    package var longText: LongText?

    /// How a long text is stored. Its parts lie under the keys that `LongTextKey` names.
    package struct LongText: Hashable, Sendable {
        /// Of the text in all blocks.
        package var byteCount: Int
        /// How much of its neighbours the window of a block has: see `TextBlockLayout`.
        package var bytesBefore: Int
        package var bytesAfter: Int
        package var filter: BlockFilter
        /// The `Checksum` of the numbers of all blocks, one after the other, and of the parts of the filter after them; nil
        /// in older records. The text in a block has one of its own.
        package var checksum: String?

        package init(
            byteCount: Int, bytesBefore: Int, bytesAfter: Int, filter: BlockFilter, checksum: String? = nil
        ) {
            self.byteCount = byteCount
            self.bytesBefore = bytesBefore
            self.bytesAfter = bytesAfter
            self.filter = filter
            self.checksum = checksum
        }
    }

    package init(
        path: [UInt8], title: String, author: String? = nil, dateSeconds: Int64? = nil, tags: [String] = [],
        language: String? = nil, mediaType: String, encoding: String?, encodingConfidence: Double? = nil,
        sizeBytes: Int, modifiedNanoseconds: Int64, inode: UInt64, device: UInt64,
        places: StoredPlaces = .lines([]), longText: LongText? = nil
    ) {
        self.path = path
        self.title = title
        self.author = author
        self.dateSeconds = dateSeconds
        self.tags = tags
        self.language = language
        self.mediaType = mediaType
        self.encoding = encoding
        self.encodingConfidence = encodingConfidence
        self.sizeBytes = sizeBytes
        self.modifiedNanoseconds = modifiedNanoseconds
        self.inode = inode
        self.device = device
        self.places = places
        self.longText = longText
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
    /// A text below this is read as fast without a frame of its own, and the engine compresses it anyway.
    private static let leastFramedBytes = 2048

    /// The stored form: one line of JSON and the text as `CodedText` has it, framed unless it is short. Of no text
    /// nothing is stored.
    ///
    /// What is in a frame the engine mostly leaves alone, for its own compression gains nothing there: zstd takes a third
    /// of zlib's time to read. Half of what a page of hits costs is reading texts.
    ///
    /// - Parameter text: valid UTF-8.
    ///
    /// Throws: `DocumentRecordError.malformed` when `encodingConfidence` is infinite or not a number.
    package func encoded(text: [UInt8]) throws(DocumentRecordError) -> [UInt8] {
        try encoded(
            storedText: text.isEmpty
                ? []
                : text.withUnsafeBufferPointer {
                    CodedText.encode($0, isFramed: text.count >= Self.leastFramedBytes)
                })
    }

    /// The same with the text as it is stored, out of another stored form.
    package func encoded(storedText: [UInt8]) throws(DocumentRecordError) -> [UInt8] {
        var bytes = try line()
        storedText.withUnsafeBufferPointer { text in
            let isFramed = CodedText.isFramed(text)
            RecordChecksum.add(to: &bytes, text: isFramed ? UnsafeBufferPointer(rebasing: text[..<0]) : text)
        }
        bytes.append(UInt8(ascii: "\n"))
        bytes += storedText
        return bytes
    }

    /// The line without its checksum. Its members are in the order of their names and are those of `Stored`.
    private func line() throws(DocumentRecordError) -> [UInt8] {
        let path = String(validating: path, as: UTF8.self)
        let numbers: [Int] = if case .lines(let pairs) = places { pairs } else { [] }
        // So much for all else, and a number of a line has six digits at most as a rule.
        var json = JSONText(reserving: 512 + self.path.count + title.utf8.count + 7 * numbers.count)
        json.object { json in
            json.member("author", author)
            json.member("date", dateSeconds)
            json.member("device", device)
            json.member("encoding", encoding)
            json.member("inode", inode)
            json.member("lang", language)
            if !numbers.isEmpty { json.member("lines", numbers) }
            if let longText { json.member("long", longText.write) }
            json.member("mtime", modifiedNanoseconds)
            if case .pages(let starts, _) = places { json.member("pages", starts) }
            json.member("path", path)
            if case .none = places { json.member("placeless", true) }
            if path == nil { json.member("rawPath", Data(self.path).base64EncodedString()) }
            json.member("size", sizeBytes)
            json.member("sure", encodingConfidence)
            if !tags.isEmpty { json.member("tags", tags) }
            json.member("title", title)
            json.member("type", mediaType)
        }
        guard json.isValid else { throw .malformed(detail: "its 'sure' is no number of JSON") }
        return json.bytes
    }

    /// Whether the engine's own compression makes a stored form enough shorter for its time. In a frame it finds nothing, and of
    /// the 10,087 short records of 18,525 files it took 24 bytes each, for 50,000 instructions.
    package static func isWorthDeflating(stored: UnsafeBufferPointer<UInt8>) -> Bool {
        guard stored.count >= leastDeflatedBytes, let end = stored.firstIndex(of: UInt8(ascii: "\n")) else {
            return false
        }
        return !CodedText.isFramed(UnsafeBufferPointer(rebasing: stored[(end + 1)...]))
    }

    private static let leastDeflatedBytes = 512

    /// The two parts of a stored form: the line without its end, and the text as it is stored.
    ///
    /// Throws: `DocumentRecordError.noLine`; `.malformed` when the checksum says so, which an older record has not.
    package static func parts(
        of stored: UnsafeBufferPointer<UInt8>
    ) throws(DocumentRecordError) -> (line: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>) {
        guard let end = stored.firstIndex(of: UInt8(ascii: "\n")) else { throw .noLine }
        let line = UnsafeBufferPointer(rebasing: stored[..<end])
        let text = UnsafeBufferPointer(rebasing: stored[(end + 1)...])
        guard RecordChecksum.isRight(line: line, text: CodedText.isFramed(text) ? text[..<0] : text[...]) else {
            throw .malformed(detail: "its checksum is wrong")
        }
        return (line, text)
    }

    /// The bytes of the text that is stored behind the line, as far as can be told without reading it.
    package static func textByteCount(stored: UnsafeBufferPointer<UInt8>) -> Int {
        min((try? CodedText.byteCount(stored)) ?? 0, longestTextBytes)
    }

    /// The text, out of what is stored behind the line: valid UTF-8, whatever that is, so that folding reads not past its
    /// end.
    ///
    /// Throws: `DocumentRecordError.malformed`.
    package static func text(
        stored: UnsafeBufferPointer<UInt8>
    ) throws(DocumentRecordError) -> [UInt8] {
        if stored.isEmpty { return [] }
        do throws(TextBlockError) {
            return try CodedText.decode(stored, limitBytes: longestTextBytes)
        } catch {
            throw .malformed(detail: "its text is damaged")
        }
    }

    /// Far above what is not stored in blocks; a damaged number must not take all memory.
    private static let longestTextBytes = 16 << 20

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

    /// The title in the line of a stored form. Verifying a document asks for no more, and the rest takes fifteen times as
    /// long.
    ///
    /// Throws: `DocumentRecordError.malformed`.
    package static func title(line: UnsafeBufferPointer<UInt8>) throws(DocumentRecordError) -> String {
        // A quotation mark within a string has a backslash before it, so this stands nowhere but in front of the title.
        let key = StaticString("\"title\":\"")
        let places = 0..<max(0, line.count - key.utf8CodeUnitCount)
        let place = key.withUTF8Buffer { key in
            places.first { line[$0] == key[0] && line[$0..<$0 + key.count].elementsEqual(key) }
        }
        if let place {
            let title = line[(place + key.utf8CodeUnitCount)...].prefix { $0 != UInt8(ascii: "\"") }
            if !title.contains(UInt8(ascii: "\\")), let title = String(validating: title, as: UTF8.self) {
                return title
            }
        }
        return try DocumentRecord(line: line).title
    }

    /// The JSON object. Names are short because they stand in every document.
    private struct Stored: Decodable {
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
        var encoding: String?
        var sure: Double?
        var size: Int
        var mtime: Int64
        var inode: UInt64
        var device: UInt64
        var lines: [Int]?
        var pages: [Int]?
        /// The file has neither lines nor pages.
        var placeless: Bool?
        var long: StoredLongText?

        func record() throws(DocumentRecordError) -> DocumentRecord {
            let bytes: [UInt8]
            if let path {
                bytes = Array(path.utf8)
            } else if let rawPath, let data = Data(base64Encoded: rawPath) {
                bytes = Array(data)
            } else {
                throw .malformed(detail: "it names no path")
            }
            let places: StoredPlaces =
                if placeless == true { .none } else if let pages { .pages(pages) } else { .lines(lines ?? []) }
            guard places.isSound else { throw .malformed(detail: "its 'lines' or 'pages' have impossible numbers") }
            return DocumentRecord(
                path: bytes, title: title, author: author, dateSeconds: date, tags: tags ?? [], language: lang,
                mediaType: type, encoding: encoding, encodingConfidence: sure, sizeBytes: size,
                modifiedNanoseconds: mtime, inode: inode, device: device, places: places,
                longText: try long?.longText())
        }
    }

    private struct StoredLongText: Decodable {
        var bytes: Int
        var before: Int
        var after: Int
        var blocks: Int
        var rows: Int
        var hashes: Int
        var rowsPerPart: Int
        var sum: String?

        func longText() throws(DocumentRecordError) -> LongText {
            let filter = BlockFilter(
                blockCount: blocks, rowCount: rows, hashCount: hashes, rowsPerPart: rowsPerPart)
            guard filter.isSound, bytes >= 0, before >= 0, after >= 0 else {
                throw .malformed(detail: "its 'long' has impossible numbers")
            }
            return LongText(byteCount: bytes, bytesBefore: before, bytesAfter: after, filter: filter, checksum: sum)
        }
    }
}

extension DocumentRecord.LongText {
    fileprivate func write(to json: inout JSONText) {
        json.member("after", bytesAfter)
        json.member("before", bytesBefore)
        json.member("blocks", filter.blockCount)
        json.member("bytes", byteCount)
        json.member("hashes", filter.hashCount)
        json.member("rows", filter.rowCount)
        json.member("rowsPerPart", filter.rowsPerPart)
        json.member("sum", checksum)
    }
}
