import TestSupport
import Testing

@testable import IndexSchema

struct DocumentRecordTests {
    static let small = DocumentRecord(
        path: Array("/文/a.txt".utf8), title: "渡口", mediaType: "text/plain", encoding: "UTF-8", sizeBytes: 6,
        modifiedNanoseconds: 1_700_000_000_123_456_789, inode: 42, device: 7)

    static let records: [DocumentRecord] = {
        var full = small
        full.title = "“引号”\n\\ \u{1} \u{2028} 👍"
        full.author = "某人"
        full.dateSeconds = -1
        full.tags = ["检索", ""]
        full.language = "zh-cn"
        full.inode = .max
        full.places = .lines([1, 5, 10, 20])
        var raw = small
        raw.path = [0x2F, 0xFF, 0xB2, 0x0A]
        var paged = small
        paged.encoding = nil
        paged.places = .pages([1, 4, 4, 90])
        var placeless = small
        placeless.places = .none
        var long = small
        long.encoding = "GB18030"
        long.encodingConfidence = 0.97
        long.places = .pages([])
        long.longText = DocumentRecord.LongText(
            byteCount: 300_000, bytesBefore: 1024, bytesAfter: 16384,
            filter: BlockFilter(blockCount: 5, rowCount: 90_000, hashCount: 5, rowsPerPart: 1900))
        return [small, full, raw, paged, placeless, long]
    }()

    private func decoded(_ stored: [UInt8]) throws -> (DocumentRecord, text: [UInt8]) {
        try stored.withUnsafeBufferPointer { stored in
            let parts = try DocumentRecord.parts(of: stored)
            return (try DocumentRecord(line: parts.line), try DocumentRecord.text(stored: parts.text))
        }
    }

    @Test(arguments: records)
    func `what is stored is read again, the text with its line breaks`(_ record: DocumentRecord) throws {
        for text in ["", "\n", "渡口的\n\n薄雾"] {
            let stored = try record.encoded(text: Array(text.utf8))
            let (again, rest) = try decoded(stored)
            #expect(again == record)
            #expect(rest == Array(text.utf8))
        }
    }

    @Test func `whatever strings and numbers a record has, they are read again`() throws {
        var random = SeededRandom.announced()
        for _ in 0..<1000 {
            let record = Self.random(&random)
            let stored = try record.encoded(text: [])
            #expect(try decoded(stored).0 == record)
            // Else the line would not be where the text begins.
            #expect(stored.count { $0 == 0x0A } == 1)
        }
    }

    private static let characters: [Character] = [
        "渡", "a", "\"", "\\", "/", "\n", "\t", "\r", "\u{8}", "\u{C}", "\0", "\u{1B}", "\u{7F}", "\u{2028}", "\u{2029}",
        "👍🏽", "é", "\u{FFFF}", "\u{FEFF}", "\u{10FFFF}", "\r\n", "u", "d", "8", "0",
    ]

    private static func random(_ random: inout SeededRandom) -> DocumentRecord {
        func text() -> String {
            String(
                (0..<Int.random(in: 0...9, using: &random)).map { _ in characters.randomElement(using: &random) ?? "a" }
            )
        }
        func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
        func number() -> Int { Int.random(in: 0...1 << Int.random(in: 0...56, using: &random), using: &random) }
        var record = DocumentRecord(
            path: Array(text().utf8), title: text(), author: maybe(text()),
            dateSeconds: maybe([.min, .max, 0, -1].randomElement(using: &random) ?? 0),
            tags: (0..<Int.random(in: 0...3, using: &random)).map { _ in text() }, language: maybe(text()),
            mediaType: text(), encoding: maybe(text()),
            encodingConfidence: maybe(
                [0, 1, 0.5, 1e-7, Double.random(in: 0...1, using: &random)].randomElement(using: &random) ?? 0),
            sizeBytes: number(), modifiedNanoseconds: [.min, .max, 0].randomElement(using: &random) ?? 0, inode: .max,
            device: UInt64(number()))
        if Bool.random(using: &random) { record.path.append(UInt8.random(in: 0x80...0xFF, using: &random)) }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: record.places = .none
        case 1: record.places = .pages((0..<number() % 5).map { _ in number() })
        case 2: record.places = .lines((0..<2 * (number() % 5)).map { _ in number() })
        default: break
        }
        if Bool.random(using: &random) {
            record.longText = DocumentRecord.LongText(
                byteCount: number(), bytesBefore: number(), bytesAfter: number(),
                filter: BlockFilter(blockCount: 5, rowCount: 90_000, hashCount: 5, rowsPerPart: 1900),
                checksum: maybe(text()))
        }
        return record
    }

    @Test func `a confidence that is no number is refused`() {
        for confidence in [Double.infinity, .nan] {
            var record = Self.small
            record.encodingConfidence = confidence
            #expect(throws: DocumentRecordError.malformed(detail: "its 'sure' is no number of JSON")) {
                try record.encoded(text: [])
            }
        }
    }

    @Test(arguments: records)
    func `the title is read alone as with the rest`(_ record: DocumentRecord) throws {
        var records = [record]
        for trap in ["", "\"title\":\"", "a\"title\":\"b\\", "\\\"", "题\"", ",\"type\":"] {
            var other = record
            (other.title, other.author, other.tags) = (trap + "末", trap, [trap, "\"title\":\"x\""])
            records.append(other)
        }
        for record in records {
            let line = try record.encoded(text: []).dropLast()
            #expect(try line.withUnsafeBufferPointer { try DocumentRecord.title(line: $0) } == record.title)
        }
    }

    @Test func `a line without a title has none`() {
        #expect(throws: DocumentRecordError.self) {
            try Array(#"{"path":"/a","size":1}"#.utf8).withUnsafeBufferPointer { try DocumentRecord.title(line: $0) }
        }
    }

    @Test func `a text of some length is stored in a frame, behind a line that stays readable`()
        throws
    {
        let line = try Self.small.encoded(text: []).count
        let text = Array(String(repeating: "渡口的薄雾\n\n", count: 300).utf8)
        let stored = try Self.small.encoded(text: text)
        #expect(stored.prefix(line) == (try Self.small.encoded(text: []))[...])
        // Twice 5,100 and one, in seven bits each, and the frame.
        #expect(stored.dropFirst(line).starts(with: [0xD9, 0x4F, 0x28, 0xB5, 0x2F, 0xFD]))
        #expect(stored.count < text.count / 10)
        #expect(try decoded(stored).text == text)

        // A short text is coded, and the engine compresses it with the line.
        let short = Array(text.prefix(2040))
        let storedShort = try Self.small.encoded(text: short)
        #expect(storedShort.dropFirst(line).starts(with: [0xF0, 0x1F]))
        #expect(storedShort.count - line < 1400)
        #expect(try decoded(storedShort).text == short)
    }

    @Test(arguments: [
        (0, false), (30, false), (600, true), (681, true), (683, false), (90_000, false),
    ])
    func `what is in a frame or short is not worth deflating`(characters: Int, isWorth: Bool) throws {
        let text = Array(String(repeating: "雾", count: characters).utf8)
        let stored = try Self.small.encoded(text: text)
        #expect(stored.withUnsafeBufferPointer { DocumentRecord.isWorthDeflating(stored: $0) } == isWorth)
    }

    @Test func `a damaged frame is refused, whatever size it claims`() throws {
        let line = try Self.small.encoded(text: []).count
        let stored = try Self.small.encoded(text: Array(String(repeating: "渡口的薄雾\n\n", count: 300).utf8))
        var damaged = [Array(stored.dropLast()), Array(stored.prefix(line + 6)), Array(stored.prefix(line + 8))]
        for at in line + 6..<min(line + 14, stored.count) {
            damaged.append(stored)
            damaged[damaged.count - 1][at] ^= 0xFF
        }
        // A frame of 2⁶⁰ bytes, in a text of 8 MB, and a text of 2⁵⁵ bytes.
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0x10]
        damaged.append(Array(stored.prefix(line)) + [0x81, 0x80, 0x80, 0x08] + frame)
        damaged.append(Array(stored.prefix(line)) + [0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F] + frame)
        for stored in damaged {
            do {
                // A changed byte of the frame's head may mean the same.
                _ = try decoded(stored)
            } catch let error as DocumentRecordError {
                #expect(error.description == "cannot read a document's record: its text is damaged")
            }
        }
        #expect(throws: DocumentRecordError.malformed(detail: "its text is damaged")) { try decoded(damaged[0]) }
        for stored in damaged.suffix(2) { #expect(throws: DocumentRecordError.self) { try decoded(stored) } }
    }

    @Test func `how long a text is can be told without reading it, whatever it claims`() throws {
        for text in ["", "渡", String(repeating: "渡口的薄雾\n\n", count: 300)] {
            let stored = try Self.small.encoded(text: Array(text.utf8))
            let count = try stored.withUnsafeBufferPointer { stored in
                DocumentRecord.textByteCount(stored: try DocumentRecord.parts(of: stored).text)
            }
            #expect(count == text.utf8.count)
        }
        let huge: [UInt8] = [0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F]
        #expect(huge.withUnsafeBufferPointer { DocumentRecord.textByteCount(stored: $0) } == 16 << 20)
        let torn: [UInt8] = [0x81]
        #expect(torn.withUnsafeBufferPointer { DocumentRecord.textByteCount(stored: $0) } == 0)
    }

    @Test func `the line has short names and leaves out what is absent`() throws {
        let line = try #require(String(validating: Self.small.encoded(text: []), as: UTF8.self))
        #expect(
            line == #"{"device":7,"encoding":"UTF-8","inode":42,"mtime":1700000000123456789,"path":"/文/a.txt","#
                + #""size":6,"title":"渡口","type":"text/plain","sum":"3f02c550"}"# + "\n")
    }

    @Test func `a changed byte of a record is noticed, in a short text as in a framed one`() throws {
        let record = DocumentRecord(
            path: Array("/书".utf8), title: "书", mediaType: "text/plain", encoding: "UTF-8", sizeBytes: 0,
            modifiedNanoseconds: 0, inode: 0, device: 0)
        for text in ["雾散了。", String(repeating: "雾散了。", count: 400)] {
            let sound = try record.encoded(text: Array(text.utf8))
            // Everywhere but in the key of the checksum itself.
            let line = sound.prefix { $0 != UInt8(ascii: "\n") }.count
            for place in [2, line / 2, line - 5, line, line + 2, sound.count / 2, sound.count - 1] {
                var data = sound
                data[place] ^= 1
                #expect(throws: DocumentRecordError.self) {
                    try data.withUnsafeBufferPointer { data in
                        _ = try DocumentRecord.text(stored: DocumentRecord.parts(of: data).text)
                    }
                }
            }
        }
    }

    @Test func `a path that is not UTF-8 is kept byte by byte`() throws {
        let line = try #require(String(validating: Self.records[2].encoded(text: []), as: UTF8.self))
        #expect(line.contains(#""rawPath":"L/+yCg==""#))
        #expect(!line.contains(#""path""#))
    }

    @Test func `a record without an end of line says so`() {
        let error = #expect(throws: DocumentRecordError.self) { try decoded(Array("{}".utf8)) }
        #expect(error?.description == "cannot read a document's record: it has no first line")
    }

    @Test func `a record that names no path says so`() throws {
        let line =
            #"{"title":"","type":"","encoding":"","size":0,"mtime":0,"inode":0,"device":0}"# + "\n"
        let error = #expect(throws: DocumentRecordError.self) { try decoded(Array(line.utf8)) }
        #expect(error?.description == "cannot read a document's record: it names no path")
    }

    static let malformed = [
        ("{}\n", "its first line has no 'title'"),
        ("\n", "its first line is not the JSON we write"),
        ("{\n", "its first line is not the JSON we write"),
        ("[1]\n", "its first line is of another type"),
        (#"{"title":3}"# + "\n", "its 'title' is of another type"),
        (#"{"title":null}"# + "\n", "its 'title' is of another type"),
        (
            #"{"title":"","type":"","path":"/","size":0,"mtime":0,"inode":0,"device":0,"#
                + #""long":{"bytes":1,"before":0,"after":0,"blocks":0,"rows":1,"hashes":1,"rowsPerPart":1}}"# + "\n",
            "its 'long' has impossible numbers"
        ),
        (
            #"{"title":"","type":"","path":"/","size":0,"mtime":0,"inode":0,"device":0,"#
                + #""lines":[1,9223372036854775807]}"# + "\n",
            "its 'lines' or 'pages' have impossible numbers"
        ),
        (#"{"tags":["a",1]}"# + "\n", "its first line has no 'title'"),
    ]

    @Test(arguments: malformed)
    func `a record that is not ours says why`(_ stored: String, _ cause: String) {
        let error = #expect(throws: DocumentRecordError.self) { try decoded(Array(stored.utf8)) }
        #expect(error?.description == "cannot read a document's record: \(cause)")
    }
}
