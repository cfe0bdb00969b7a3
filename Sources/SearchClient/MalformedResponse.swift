/// What is wrong with bytes that should have been an HTTP/1.1 answer.
package enum MalformedResponse: Error, Hashable, Sendable {
    /// The connection ended after this many bytes.
    case truncated(receivedBytes: Int)
    case statusLine
    /// A header, a trailer or a chunk's size is no line of HTTP.
    case headerLine
    /// Head, or chunk framing, beyond `HTTPResponseReader.headLimitBytes`.
    case headTooLong
    case bodyTooLong
    /// A length that is no number, two that differ, or a length beside chunks.
    case contentLength
    /// A transfer coding other than `chunked`.
    case transferEncoding
    /// Neither a length nor chunks: where the body ends could only be guessed.
    case noLength
    case chunkSize
    /// The bytes after a chunk are not the end of a line.
    case chunkEnd
    /// More bytes than the answer has.
    case trailingBytes
    /// The body is not the JSON that was asked for; `reason` says where.
    case json(reason: String)
    /// A hit's `uri` names no file.
    case fileURI(String)
}

extension MalformedResponse: CustomStringConvertible {
    /// The cause alone, for the end of a sentence.
    package var description: String {
        switch self {
        case .truncated(let bytes): "the connection ended after \(bytes) bytes"
        case .statusLine: "the status line is not HTTP/1.1"
        case .headerLine: "a header is malformed"
        case .headTooLong: "the headers are longer than \(HTTPResponseReader.headLimitBytes) bytes"
        case .bodyTooLong: "the body is longer than \(HTTPResponseReader.bodyLimitBytes) bytes"
        case .contentLength: "the Content-Length is malformed"
        case .transferEncoding: "the Transfer-Encoding is unknown"
        case .noLength: "the length of the body is missing"
        case .chunkSize: "the size of a chunk is malformed"
        case .chunkEnd: "a chunk is longer than its size"
        case .trailingBytes: "there are bytes after the end of the body"
        case .json(let reason): "the JSON is malformed: \(reason)"
        case .fileURI(let uri): "'\(uri)' is not the URI of a file"
        }
    }
}
