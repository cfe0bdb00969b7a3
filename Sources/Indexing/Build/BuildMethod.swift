/// Who writes the tables of a build's segments.
package enum BuildMethod: Hashable, Sendable {
    /// This program: much the quicker.
    case tables
    /// The engine's API, because of what a reason says: the end of a sentence.
    case engine(reason: String)

    private static let tablesName = "tables"
    private static let engineName = "engine: "

    /// The form that the index's metadata keeps: `tables`, or `engine: ` and the reason.
    var encoded: [UInt8] {
        switch self {
        case .tables: Array(Self.tablesName.utf8)
        case .engine(let reason): Array((Self.engineName + reason).utf8)
        }
    }

    /// Nil when these bytes are not what `encoded` gives.
    init?(decoding bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        if text == Self.tablesName {
            self = .tables
        } else if text.hasPrefix(Self.engineName) {
            self = .engine(reason: String(text.dropFirst(Self.engineName.count)))
        } else {
            return nil
        }
    }
}
