import Documents
import Testing

@testable import ExtractorProtocol

@Suite struct ExtractionRequestTests {
    @Test func `a request without hints leaves none for later`() {
        #expect(!ExtractionRequest(name: Array("甲.txt".utf8), sizeBytes: 0).hints.mayWait)
    }
}
