internal import Glibc

/// Encodings whose every byte is ASCII's, with marks between that change what the bytes mean: ISO-2022-JP and HZ.
enum ShiftedText {
    /// The text and its encoding when an ASCII file is one of these; nil when it is what it seems.
    static func decode(_ bytes: [UInt8]) -> (encoding: CharacterEncoding, text: [UInt8], replacementCount: Int)? {
        if contains(bytes, [0x1B, 0x24]) || contains(bytes, [0x1B, 0x28, 0x4A]) {
            return decode(bytes, in: .iso2022JP)
        }
        guard holdsHZ(bytes), let result = decode(bytes, in: .hz) else { return nil }
        // `~{` and `~}` also stand in programs; what lies between them there is no Chinese.
        let read = TextCost(of: result.text, in: .simplifiedChinese)
        let asIs = TextCost(of: bytes, in: .simplifiedChinese)
        return read.bits + 20 < asIs.bits ? result : nil
    }

    /// In an encoding that was declared.
    static func decode(
        _ bytes: [UInt8], in encoding: CharacterEncoding
    ) -> (encoding: CharacterEncoding, text: [UInt8], replacementCount: Int)? {
        guard let result = Converter(encoding.converterName)?.decode(bytes, final: true),
            result.text.contains(where: { $0 >= 0x80 }), result.replacementCount * 1000 <= bytes.count + 1000
        else { return nil }
        return (encoding, result.text, result.replacementCount)
    }

    /// Whether every `~{` is followed by pairs of GB2312 and `~}` on the same line.
    private static func holdsHZ(_ bytes: [UInt8]) -> Bool {
        guard contains(bytes, [0x7E, 0x7B]) else { return false }
        var index = 0
        var pairs = 0
        while index + 1 < bytes.count {
            guard bytes[index] == 0x7E, bytes[index + 1] == 0x7B else {
                index += 1
                continue
            }
            index += 2
            while index + 1 < bytes.count, bytes[index] != 0x7E {
                guard (0x21...0x77).contains(bytes[index]), (0x21...0x7E).contains(bytes[index + 1]) else {
                    return false
                }
                pairs += 1
                index += 2
            }
            guard index + 1 < bytes.count, bytes[index + 1] == 0x7D else { return false }
            index += 2
        }
        return pairs >= 2
    }

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            guard var start = bytes.baseAddress else { return false }
            let end = start + bytes.count
            while let found = memchr(start, Int32(part[0]), end - start) {
                if end - UnsafeRawPointer(found) >= part.count, memcmp(found, part, part.count) == 0 { return true }
                start = UnsafeRawPointer(found) + 1
            }
            return false
        }
    }
}
