/// Why a file has no text to search.
package enum SkipReason: Sendable, Hashable {
    /// Not text at all; the kind, when its first bytes name one.
    case binary(BinaryKind?)
    /// Text in an encoding that is not read; its name, when a byte order mark gives it.
    case notUTF8(encoding: String?)

    /// The reason to skip these bytes; nil when they are text in UTF-8, as no bytes at all are.
    init?(_ bytes: [UInt8]) {
        let kind = BinaryKind(bytes)
        if let kind, kind.isWrittenInText {
            self = .binary(kind)
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            self = .notUTF8(encoding: "UTF-16")
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            self = .notUTF8(encoding: "UTF-16")
        } else if Self.hasControls(bytes) {
            self = .binary(kind)
        } else if !UTF8Validation.isValid(bytes) {
            self = kind.map { .binary($0) } ?? .notUTF8(encoding: nil)
        } else {
            return nil
        }
    }

    /// A NUL anywhere, or more than one control character in twenty at the start, where a header would be.
    private static func hasControls(_ bytes: [UInt8]) -> Bool {
        if bytes.firstOffset(of: 0) != nil { return true }
        let start = bytes.prefix(4096)
        let controls = start.count { $0 < 0x20 && !($0 >= 0x08 && $0 <= 0x0D) && $0 != 0x1B || $0 == 0x7F }
        return controls * 20 > start.count
    }
}

extension SkipReason: CustomStringConvertible {
    /// A sentence without the file's name, which the caller has.
    package var description: String {
        switch self {
        case .binary(.some(let kind)): "the file is \(kind.rawValue), not text"
        case .binary(nil): "the file is binary, not text"
        case .notUTF8(.some(let encoding)): "the text is \(encoding); it is not UTF-8"
        case .notUTF8(nil): "the text is not UTF-8"
        }
    }
}
