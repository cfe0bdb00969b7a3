import Testing
import Wire

struct SimilarParametersTests {
    @Test func `what differs from the defaults is sent, and the path is bytes`() {
        var parameters = SimilarParameters(path: [0x2F, 0xFF])
        #expect(parameters.queryItems.map(\.name) == [.path])
        #expect(parameters.queryItems.map(\.value) == [[0x2F, 0xFF]])
        parameters.limit = 3
        #expect(parameters.queryItems.map(\.name) == [.path, .limit])
        #expect(parameters.queryItems[1].value == Array("3".utf8))
    }
}
