import Foundation
import Testing
import Wire

struct ProblemTests {
    @Test func `a problem has the members of RFC 9457 and a remedy`() throws {
        try expect(
            Problem(
                type: "urn:sou:problem:busy", title: "busy", status: 503, detail: "cannot take another search",
                remedy: "try again in a moment"),
            is: #"""
                {"detail":"cannot take another search","remedy":"try again in a moment","status":503,"title":"busy",
                "type":"urn:sou:problem:busy"}
                """#)
        #expect(Problem.contentType == "application/problem+json")
    }

    @Test func `a problem without a remedy leaves it out`() throws {
        try expect(
            Problem(type: "t", title: "n", status: 400, detail: "d"),
            is: #"{"detail":"d","status":400,"title":"n","type":"t"}"#)
    }
}
