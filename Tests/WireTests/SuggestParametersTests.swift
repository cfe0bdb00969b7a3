import Testing
import Wire

struct SuggestParametersTests {
    @Test func `what differs from the defaults is sent`() {
        var parameters = SuggestParameters(text: "智能 家")
        #expect(parameters.queryItems.map { "\($0.name.rawValue)=\($0.value)" } == ["q=智能 家"])
        parameters.limit = 3
        #expect(parameters.queryItems.map { "\($0.name.rawValue)=\($0.value)" } == ["q=智能 家", "limit=3"])
    }
}
