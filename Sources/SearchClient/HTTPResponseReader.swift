/// Puts one HTTP/1.1 answer together from bytes as they come, in pieces of any size.
///
/// It is strict: what RFC 9112 lets a recipient repair is refused here, because the only server is ours. It believes no
/// size: memory grows with what has come, and stops at the limits.
///
/// A reader that has thrown or has given its answer is used up.
package struct HTTPResponseReader {
    /// The most that status line, headers and the framing of chunks may have together.
    package static let headLimitBytes = 16 * 1024
    /// A page of 1,000 hits is about a megabyte; this is far more and far less than memory.
    package static let bodyLimitBytes = 64 * 1024 * 1024

    /// The bytes it was given so far.
    package private(set) var receivedBytes = 0

    private enum Place {
        case statusLine, headers
        case body(missingBytes: Int)
        case chunkSize
        case chunk(missingBytes: Int)
        case chunkEnd
        case trailers
        case end
    }

    private var place = Place.statusLine
    /// The line that is being read, without its end.
    private var line: [UInt8] = []
    private var framingBytes = 0
    private var contentLength: Int?
    private var isChunked = false
    private var response = HTTPResponse(status: 0, contentType: "", body: [])

    package init() {}

    /// Takes the next bytes and returns the answer when they complete it, else nil.
    ///
    /// Throws: `MalformedResponse`, as soon as the bytes cannot be the beginning of an answer.
    package mutating func append(_ bytes: ArraySlice<UInt8>) throws(MalformedResponse) -> HTTPResponse? {
        receivedBytes += bytes.count
        var rest = bytes
        while !rest.isEmpty {
            switch place {
            case .body(let missing):
                let taken = take(missing, from: &rest)
                place = taken == missing ? .end : .body(missingBytes: missing - taken)
            case .chunk(let missing):
                let taken = take(missing, from: &rest)
                place = taken == missing ? .chunkEnd : .chunk(missingBytes: missing - taken)
            case .end:
                throw .trailingBytes
            case .statusLine, .headers, .chunkSize, .chunkEnd, .trailers:
                if let line = try takeLine(from: &rest) { try read(line) }
            }
        }
        if case .end = place { return response }
        return nil
    }
}

extension HTTPResponseReader {
    /// Moves at most `missing` bytes to the body and returns how many.
    private mutating func take(_ missing: Int, from rest: inout ArraySlice<UInt8>) -> Int {
        let taken = rest.prefix(missing)
        response.body += taken
        rest = rest.dropFirst(taken.count)
        return taken.count
    }

    /// Moves bytes up to the end of the line, and returns the line without its CRLF when it is whole.
    private mutating func takeLine(from rest: inout ArraySlice<UInt8>) throws(MalformedResponse) -> [UInt8]? {
        while let byte = rest.popFirst() {
            framingBytes += 1
            guard framingBytes <= Self.headLimitBytes else { throw .headTooLong }
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            // A bare LF is refused: two readers that disagree about it disagree about where the body begins.
            guard line.popLast() == UInt8(ascii: "\r") else { throw fault }
            defer { line.removeAll(keepingCapacity: true) }
            return line
        }
        return nil
    }

    /// What a line that cannot be read is called at this place.
    private var fault: MalformedResponse {
        switch place {
        case .statusLine: .statusLine
        case .chunkSize: .chunkSize
        case .chunkEnd: .chunkEnd
        default: .headerLine
        }
    }

    private mutating func read(_ line: [UInt8]) throws(MalformedResponse) {
        switch place {
        case .statusLine:
            try readStatus(line)
            place = .headers
        case .headers where !line.isEmpty:
            try readHeader(line)
        case .headers:
            place = try bodyPlace()
        case .chunkSize:
            let size = try Self.chunkSize(line)
            guard size <= Self.bodyLimitBytes - response.body.count else { throw .bodyTooLong }
            place = size == 0 ? .trailers : .chunk(missingBytes: size)
        case .chunkEnd:
            guard line.isEmpty else { throw .chunkEnd }
            place = .chunkSize
        case .trailers:
            if line.isEmpty { place = .end } else { _ = try Self.field(line) }
        case .body, .chunk, .end:
            preconditionFailure("there are no lines in a body")
        }
    }

    /// `HTTP/1.1 200 OK`; the words after the number may be absent, the blank before them too.
    private mutating func readStatus(_ line: [UInt8]) throws(MalformedResponse) {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0].elementsEqual("HTTP/1.1".utf8), parts[1].count == 3,
            let status = Self.number(parts[1], radix: 10), (200...599).contains(status)
        else { throw .statusLine }
        response.status = status
    }

    private mutating func readHeader(_ line: [UInt8]) throws(MalformedResponse) {
        let (name, value) = try Self.field(line)
        switch name {
        case "content-length":
            guard contentLength == nil, let length = Self.number(value, radix: 10) else { throw .contentLength }
            contentLength = length
        case "transfer-encoding":
            guard !isChunked, Self.lowercased(value) == "chunked" else { throw .transferEncoding }
            isChunked = true
        case "content-type":
            let mediaType = value.prefix { $0 != UInt8(ascii: ";") }
            response.contentType = Self.lowercased(Self.trimmed(mediaType))
        default:
            break
        }
    }

    private func bodyPlace() throws(MalformedResponse) -> Place {
        switch (contentLength, isChunked) {
        case (nil, true): return .chunkSize
        case (let length?, false):
            guard length <= Self.bodyLimitBytes else { throw .bodyTooLong }
            return length == 0 ? .end : .body(missingBytes: length)
        case (_?, true): throw .contentLength
        case (nil, false): throw .noLength
        }
    }
}

extension HTTPResponseReader {
    /// A header's name in lower case and its value without the blanks around it.
    private static func field(_ line: [UInt8]) throws(MalformedResponse) -> (name: String, value: ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            line[..<colon].allSatisfy(isTokenByte),
            line[colon...].allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
        else { throw .headerLine }
        return (lowercased(line[..<colon]), trimmed(line[(colon + 1)...]))
    }

    /// Hexadecimal digits, then perhaps extensions, which mean nothing to us.
    private static func chunkSize(_ line: [UInt8]) throws(MalformedResponse) -> Int {
        let digits = trimmed(line.prefix { $0 != UInt8(ascii: ";") })
        guard let size = number(digits, radix: 16) else { throw .chunkSize }
        return size
    }

    /// Digits only, no sign; nil for anything else and for what is too large for an `Int`.
    private static func number(_ digits: ArraySlice<UInt8>, radix: Int) -> Int? {
        guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
        return Int(String(decoding: digits, as: UTF8.self), radix: radix)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        var bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return bytes
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).lowercased()
    }

    /// The characters of a name in RFC 9110.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
