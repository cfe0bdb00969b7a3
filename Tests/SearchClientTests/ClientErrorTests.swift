import LocalSocket
import SearchClient
import Testing
import Wire

struct ClientErrorTests {
    @Test(arguments: [
        (ClientError.socket(.closed(path: "/s")), LocalSocketError.closed(path: "/s").description),
        (
            .problem(Problem(type: "t", title: "busy", status: 503, detail: "cannot search", remedy: "wait")),
            "cannot search; wait"
        ),
        (.problem(Problem(type: "t", title: "bad", status: 400, detail: "cannot search")), "cannot search"),
        (
            .unexpectedStatus(404, path: "/s"),
            "cannot use the answer of '/s': it has the status 404; check that it is soud that listens there"
        ),
        (
            .malformed(.noLength, path: "/s"),
            "cannot read the answer of '/s': the length of the body is missing; "
                + "check that it is soud, of this version, that listens there"
        ),
    ])
    func `an error says what, why and the remedy`(error: ClientError, sentence: String) {
        #expect(error.description == sentence)
    }

    @Test(arguments: [
        (MalformedResponse.truncated(receivedBytes: 7), "the connection ended after 7 bytes"),
        (.statusLine, "the status line is not HTTP/1.1"),
        (.headerLine, "a header is malformed"),
        (.headTooLong, "the headers are longer than 16384 bytes"),
        (.bodyTooLong, "the body is longer than 67108864 bytes"),
        (.contentLength, "the Content-Length is malformed"),
        (.transferEncoding, "the Transfer-Encoding is unknown"),
        (.noLength, "the length of the body is missing"),
        (.chunkSize, "the size of a chunk is malformed"),
        (.chunkEnd, "a chunk is longer than its size"),
        (.trailingBytes, "there are bytes after the end of the body"),
        (.json(reason: "it is not JSON"), "the JSON is malformed: it is not JSON"),
        (.fileURI("x"), "'x' is not the URI of a file"),
    ])
    func `a malformed answer's cause is named`(cause: MalformedResponse, words: String) {
        #expect(cause.description == words)
    }
}
