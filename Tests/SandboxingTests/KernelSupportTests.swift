import Testing

@testable import Sandboxing

@Suite struct KernelSupportTests {
    @Test func `the version of Landlock is never negative`() {
        #expect(KernelSupport.current.landlockVersion >= 0)
    }
}
