import ArgumentParser
import Testing

@testable import ExtractorCommand

@Suite struct SouExtractTests {
    @Test func `nobody is taught to run it by hand`() {
        #expect(SouExtract.helpMessage().contains("not meant to be run by hand"))
    }
}
