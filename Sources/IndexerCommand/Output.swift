internal import FoundationEssentials
internal import SystemPackage

/// The two streams of the program.
enum Output {
    /// Throws: `Errno`: a result that nobody gets is a failure.
    static func line(_ text: String) throws {
        _ = try FileDescriptor.standardOutput.writeAll((text + "\n").utf8)
    }

    /// What cannot be told on standard error cannot be told at all, so errors of writing are not looked at.
    static func error(_ text: String, terminator: String = "\n") {
        _ = try? FileDescriptor.standardError.writeAll((text + terminator).utf8)
    }

    /// One JSON object on standard output.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try line(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// A sentence on one line, without what a terminal would obey: control characters as `\xNN`.
    static func visible(_ sentence: String) -> String {
        sentence.unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.properties.generalCategory == .control {
                for byte in String(scalar).utf8 { text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }

    /// A path for a person or for JSON: bytes that are not UTF-8 and control characters as `\xNN`, a backslash doubled.
    static func text(ofPath path: [UInt8]) -> String {
        var text = ""
        var rest = path[...]
        while !rest.isEmpty {
            // A character of UTF-8 has one to four bytes; whatever is none is escaped by the byte.
            let length = (1...4).first { length in
                length <= rest.count && String(validating: rest.prefix(length), as: UTF8.self) != nil
            }
            let scalar = length.flatMap { String(decoding: rest.prefix($0), as: UTF8.self).unicodeScalars.first }
            if let length, let scalar, scalar.properties.generalCategory != .control, scalar != "\\" {
                text.unicodeScalars.append(scalar)
                rest.removeFirst(length)
            } else if let byte = rest.popFirst() {
                text += scalar == "\\" ? "\\\\" : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text
    }
}
