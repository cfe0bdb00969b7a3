import Foundation
import Testing

/// Expects that a value's JSON, its keys sorted, is this text without its line breaks, and that the text gives the value.
func expect<Value: Codable & Equatable>(
    _ value: Value, is text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(value), as: UTF8.self)
    #expect(json == text.replacing("\n", with: ""), sourceLocation: sourceLocation)
    let decoded = try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    #expect(decoded == value, sourceLocation: sourceLocation)
}
