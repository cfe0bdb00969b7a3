import SearchClient
import TestSupport
import Testing

struct HTTPResponseReaderTests {
    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "", "ok"),
        // Without words after the number, with and without the blank.
        ("HTTP/1.1 404 \r\ncontent-length:0\r\n\r\n", 404, "", ""),
        ("HTTP/1.1 404\r\ncontent-length:0\r\n\r\n", 404, "", ""),
        (
            "HTTP/1.1 503 Busy Now\r\nCONTENT-TYPE: Application/Problem+JSON ; charset=utf-8\r\nContent-Length: \t 3 \r\n\r\n雷",
            503, "application/problem+json", "雷"
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nab\r\nA;x=\"y\"\r\n0123456789\r\n0\r\n\r\n", 200,
            "", "ab0123456789"
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n000\r\nTrailer: t\r\n\r\n", 200, "", ""),
        // Line ends in the body are the body's.
        ("HTTP/1.1 200 OK\r\nX: \u{E4}\r\nContent-Length: 4\r\n\r\n\r\n\r\n", 200, "", "\r\n\r\n"),
    ])
    func `an answer is the same in pieces of any size`(
        text: String, status: Int, contentType: String, body: String
    ) throws {
        for size in [1, 2, 3, 7, 1000] {
            let response = try #require(try read(Array(text.utf8), pieces: size))
            #expect(response.status == status)
            #expect(response.contentType == contentType)
            #expect(String(decoding: response.body, as: UTF8.self) == body)
        }
    }

    @Test(arguments: [
        ("HTTP/1.0 200 OK\r\n", MalformedResponse.statusLine),
        ("HTTP/2 200\r\n", .statusLine),
        ("SSH-2.0-x\r\n", .statusLine),
        ("HTTP/1.1 20 OK\r\n", .statusLine),
        ("HTTP/1.1 +20 OK\r\n", .statusLine),
        ("HTTP/1.1 099 OK\r\n", .statusLine),
        // An interim answer: soud sends none.
        ("HTTP/1.1 100 Continue\r\n", .statusLine),
        ("HTTP/1.1  200 OK\r\n", .statusLine),
        ("\r\n", .statusLine),
        ("HTTP/1.1 200 OK\n", .statusLine),
        ("HTTP/1.1 200 OK\r\nName\r\n", .headerLine),
        ("HTTP/1.1 200 OK\r\n: value\r\n", .headerLine),
        ("HTTP/1.1 200 OK\r\nName : value\r\n", .headerLine),
        ("HTTP/1.1 200 OK\r\n folded: value\r\n", .headerLine),
        ("HTTP/1.1 200 OK\r\nName: a\0b\r\n", .headerLine),
        ("HTTP/1.1 200 OK\r\nName: a\rb\r\n", .headerLine),
        ("HTTP/1.1 200 OK\r\nName: value\n", .headerLine),
        ("HTTP/1.1 200 OK\r\n\r\n", .noLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n", .contentLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: +1\r\n", .contentLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0x10\r\n", .contentLength),
        ("HTTP/1.1 200 OK\r\nContent-Length:\r\n", .contentLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n", .contentLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n", .contentLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n", .contentLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", .contentLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: 67108865\r\n\r\n", .bodyTooLong),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n", .transferEncoding),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", .transferEncoding),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab", .trailingBytes),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\na", .trailingBytes),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\na", .trailingBytes),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", .chunkSize),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", .chunkSize),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", .chunkSize),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\n", .chunkSize),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n", .chunkSize),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4000001\r\n", .bodyTooLong),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n4000000\r\n", .bodyTooLong),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", .chunkEnd),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\n", .chunkEnd),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nno trailer\r\n", .headerLine),
    ])
    func `what is not HTTP is refused for what it is`(text: String, expected: MalformedResponse) {
        for size in [1, 5, 1000] {
            #expect(throws: expected) { try read(Array(text.utf8), pieces: size) }
        }
    }

    @Test func `a head of 16 KiB is read and one byte more is not`() throws {
        let frame = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nX: \r\n\r\n"
        let longest = HTTPResponseReader.headLimitBytes - frame.utf8.count
        let text = { (count: Int) in
            Array(frame.replacing("X: ", with: "X: " + String(repeating: "x", count: count)).utf8) + [0x61]
        }
        #expect(try read(text(longest), pieces: 4096)?.body == [0x61])
        #expect(throws: MalformedResponse.headTooLong) { try read(text(longest + 1), pieces: 4096) }
    }

    @Test func `a line without an end stops at the limit of the head`() {
        let endless = [UInt8](repeating: 0x61, count: HTTPResponseReader.headLimitBytes + 1)
        #expect(throws: MalformedResponse.headTooLong) { try read(endless, pieces: 1000) }
        // Neither chunks of one byte nor trailers go on for ever.
        let head = Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        let chunks = (0..<4000).flatMap { _ in Array("1\r\na\r\n".utf8) }
        #expect(throws: MalformedResponse.headTooLong) { try read(head + chunks, pieces: 1000) }
    }

    @Test func `an answer that breaks off anywhere is never taken for whole`() throws {
        let texts = [
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nT: t\r\n\r\n",
        ]
        for bytes in texts.map({ Array($0.utf8) }) {
            for count in 0..<bytes.count { #expect(try read(Array(bytes.prefix(count)), pieces: 4) == nil) }
            #expect(try read(bytes, pieces: 4) != nil)
        }
    }

    @Test func `mangled answers are read or refused alike in any pieces`() throws {
        var random = SeededRandom.announced()
        let texts = [
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"hits\": []}",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"hits\":\r\n4;x\r\n []}\r\n0\r\nT: t\r\n\r\n",
        ]
        var wholeCount = 0
        for _ in 0..<4000 {
            var bytes = Array(texts.randomElement(using: &random)!.utf8)
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(Array("\r\n:; 0f".utf8).randomElement(using: &random)!, at: place)
                default: bytes.insert(contentsOf: bytes[place...].prefix(5), at: place)
                }
            }
            let results = [1, Int.random(in: 2...9, using: &random), bytes.count].map { size in
                Result { try read(bytes, pieces: size) }.mapError { $0 as! MalformedResponse }
            }
            #expect(results[0] == results[1] && results[0] == results[2], "\(bytes)")
            if case .success(_?) = results[0] { wholeCount += 1 }
        }
        // A quarter is not mangled at all.
        #expect(wholeCount > 500)
    }

    private func read(_ bytes: [UInt8], pieces size: Int) throws -> HTTPResponse? {
        var reader = HTTPResponseReader()
        var response: HTTPResponse?
        for start in stride(from: 0, to: bytes.count, by: size) {
            response = try reader.append(bytes[start..<min(start + size, bytes.count)])
        }
        #expect(reader.receivedBytes == bytes.count)
        return response
    }
}
