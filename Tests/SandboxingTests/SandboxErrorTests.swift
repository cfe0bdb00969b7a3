import SystemPackage
import Testing

@testable import Sandboxing

struct SandboxErrorTests {
    @Test func `the sentence says what could not be given up`() {
        let error = SandboxError(action: "limit memory", errno: .notPermitted)
        #expect(error.description == "cannot limit memory: Operation not permitted")
    }
}
