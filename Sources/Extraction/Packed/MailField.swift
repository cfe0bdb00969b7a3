/// A header with parameters, such as `multipart/mixed; boundary="a"`.
struct MailField {
    /// In lower case.
    let value: String
    /// By their names in lower case, in the bytes of the file, with the pieces of RFC 2231 put together.
    private(set) var parameters: [String: [UInt8]] = [:]
    /// The encoding that RFC 2231 names for a parameter.
    private(set) var charsets: [String: String] = [:]

    init(_ bytes: [UInt8]) {
        var pieces = Self.split(bytes)[...]
        value = String(decoding: pieces.popFirst() ?? [], as: UTF8.self).trimmed.lowercased()
        /// Of each name the numbered pieces.
        var numbered: [String: [Int: [UInt8]]] = [:]
        for piece in pieces.prefix(1000) {
            guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let key = String(decoding: piece[..<equals], as: UTF8.self).trimmed.lowercased()
            var bytes = Self.unquoted(piece[(equals + 1)...])
            let words = key.split(separator: "*", omittingEmptySubsequences: false)
            guard let name = words.first.map(String.init), !name.isEmpty else { continue }
            let isExtended = key.hasSuffix("*")
            let number = words.count > 1 ? Int(words[1]) : nil
            if isExtended {
                if number ?? 0 == 0, let first = bytes.firstIndex(of: 0x27),
                    let second = bytes[(first + 1)...].firstIndex(of: 0x27)
                {
                    charsets[name] = String(decoding: bytes[..<first], as: UTF8.self)
                    bytes = Array(bytes[(second + 1)...])
                }
                bytes = TransferEncoding.unescaped(bytes, mark: UInt8(ascii: "%"))
            }
            numbered[name, default: [:]][number ?? (isExtended ? 0 : -1)] = bytes
        }
        for (name, pieces) in numbered {
            let extended = pieces.filter { $0.key >= 0 }.sorted { $0.key < $1.key }.flatMap(\.value)
            parameters[name] = extended.isEmpty ? pieces[-1] ?? [] : extended
        }
    }

    /// At the semicolons that are not in quotes.
    private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var piece: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        for byte in bytes {
            if byte == UInt8(ascii: ";"), !isQuoted {
                pieces.append(piece)
                piece = []
                continue
            }
            if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            isEscaped = byte == UInt8(ascii: "\\") && isQuoted && !isEscaped
            piece.append(byte)
        }
        return pieces + [piece]
    }

    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let trimmed = bytes.drop { $0 <= 0x20 }
        let value = trimmed[..<((trimmed.lastIndex { $0 > 0x20 } ?? trimmed.startIndex - 1) + 1)]
        guard value.count >= 2, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") else {
            return Array(value)
        }
        var unquoted: [UInt8] = []
        var isEscaped = false
        for byte in value.dropFirst().dropLast() {
            // Old programs write bytes of GBK here, whose second may be a backslash.
            if byte == UInt8(ascii: "\\"), !isEscaped, unquoted.last.map({ $0 < 0x80 }) ?? true {
                isEscaped = true
            } else {
                unquoted.append(byte)
                isEscaped = false
            }
        }
        return unquoted
    }
}
