/// UTF-8 in which the most frequent characters are shorter, for what is to be compressed.
///
/// | bytes | what they stand for |
/// |---|---|
/// | `00`–`7F`; `C2`–`F4` and what follows | a character, as in UTF-8 |
/// | `80`–`BF` | one of the first 64 of `CodedCharacters` |
/// | `F5`–`FF` and any byte | one of the 2,816 behind them |
///
/// No character begins with such a byte in UTF-8. The code of Chinese has six tenths of UTF-8's bytes, and a Zstandard
/// frame of it three quarters of the frame's: in UTF-8 every third byte says nearly nothing, and hides what is alike.
enum CharacterCode {
    private static let firstSingle: UInt8 = 0x80
    private static let singleCount = 64
    private static let firstLiteral: UInt8 = 0xC0
    private static let firstLead: UInt8 = 0xF5

    /// The characters of ASCII and those that are coded, in UTF-8: the first byte is the lowest of the number, and the
    /// highest is their count.
    private static let characters: [UInt32] = {
        let ascii = (0..<firstSingle).map { Unicode.Scalar($0) }
        return (ascii + CodedCharacters.all.unicodeScalars).map { character in
            let bytes = Array(String(character).utf8)
            return bytes.enumerated().reduce(UInt32(bytes.count) << 24) { $0 | UInt32($1.element) << (8 * $1.offset) }
        }
    }()

    /// By a character's number, up to U+FFFF: its code, of one byte or two, or 0.
    private static let codes: [UInt16] = {
        var codes = [UInt16](repeating: 0, count: 0x10000)
        for (index, character) in CodedCharacters.all.unicodeScalars.enumerated() {
            codes[Int(character.value)] =
                index < singleCount
                ? UInt16(firstSingle) + UInt16(index)
                : UInt16(firstLead) << 8 + UInt16(index - singleCount)
        }
        return codes
    }()

    /// The code of a text, which is never longer.
    ///
    /// - Parameter text: valid UTF-8. What is not is the code of something else, or of nothing.
    static func encode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        codes.withUnsafeBufferPointer { codes in
            [UInt8](unsafeUninitializedCapacity: text.count) { output, count in
                var at = 0
                while at < text.count {
                    let byte = text[at]
                    let length = byteCount(first: byte)
                    guard length == 2 || length == 3, at + length <= text.count else {
                        output[count] = byte
                        count &+= 1
                        at &+= 1
                        continue
                    }
                    let code = codes[number(text, at, length)]
                    if code == 0 {
                        for index in at..<at + length {
                            output[count] = text[index]
                            count &+= 1
                        }
                    } else {
                        if code > 0xFF {
                            output[count] = UInt8(code >> 8)
                            count &+= 1
                        }
                        output[count] = UInt8(truncatingIfNeeded: code)
                        count &+= 1
                    }
                    at &+= length
                }
            }
        }
    }

    /// The text of a code; nil when it is none, or the text has another number of bytes. What is returned is valid UTF-8,
    /// whatever the code is.
    static func decode(_ code: UnsafeBufferPointer<UInt8>, byteCount: Int) -> [UInt8]? {
        var isWhole = false
        let text = [UInt8](unsafeUninitializedCapacity: byteCount + slackBytes) { output, count in
            isWhole = decode(code, to: UnsafeMutableRawBufferPointer(output), byteCount)
            count = isWhole ? byteCount : 0
        }
        return isWhole ? text : nil
    }

    /// Behind a text there is room for a number of `characters`, which is written whole.
    private static let slackBytes = 4

    /// Whether the text has so many bytes.
    private static func decode(
        _ code: UnsafeBufferPointer<UInt8>, to output: UnsafeMutableRawBufferPointer, _ byteCount: Int
    ) -> Bool {
        characters.withUnsafeBufferPointer { characters in
            let input = UnsafeRawBufferPointer(code)
            var (at, end) = (0, 0)
            func put(_ character: UInt32) {
                output.storeBytes(of: character.littleEndian, toByteOffset: end, as: UInt32.self)
                end &+= Int(character &>> 24)
            }
            while at &+ 1 < code.count, end < byteCount {
                let byte = code[at]
                if byte < firstSingle, at &+ 8 <= code.count, end &+ 8 <= byteCount {
                    let eight = input.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                    if eight & 0x8080_8080_8080_8080 == 0 {
                        output.storeBytes(of: eight, toByteOffset: end, as: UInt64.self)
                        at &+= 8
                        end &+= 8
                        continue
                    }
                }
                if byte >= firstLiteral, byte < firstLead {
                    let length = literalByteCount(code, at)
                    guard length > 0, end &+ length <= byteCount else { return false }
                    for offset in 0..<length { output[end &+ offset] = code[at &+ offset] }
                    at &+= length
                    end &+= length
                    continue
                }
                // Nobody can foretell whether the next character has one byte or two, and to guess wrong takes longer than
                // to compute both: all bits are set for two.
                let isPair = (Int(firstLead) &- 1 &- Int(byte)) &>> (Int.bitWidth - 1)
                let pair = Int(firstLiteral) &+ (Int(byte) &- Int(firstLead)) &<< 8 &+ Int(code[at &+ 1])
                put(characters[pair & isPair | Int(byte) & ~isPair])
                at &+= 1 &- isPair
            }
            if at &+ 1 == code.count, end < byteCount, code[at] < firstLiteral {
                put(characters[Int(code[at])])
                at &+= 1
            }
            return at == code.count && end == byteCount
        }
    }

    /// The bytes of a character that stands as it is; 0 when it is none.
    private static func literalByteCount(_ code: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let length = byteCount(first: code[at])
        guard length > 1, at + length <= code.count else { return 0 }
        // No number in more bytes than it needs, no surrogate, nothing above U+10FFFF.
        let second: ClosedRange<UInt8> =
            switch code[at] {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard second.contains(code[at + 1]) else { return 0 }
        return (2..<length).allSatisfy { code[at + $0] & 0xC0 == 0x80 } ? length : 0
    }

    /// The bytes of a character in UTF-8 by its first; 1 for what begins none.
    @inline(__always)
    private static func byteCount(first byte: UInt8) -> Int {
        switch byte {
        case 0xE0...0xEF: 3
        case 0xC2...0xDF: 2
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    /// The number of a character of two or three bytes.
    @inline(__always)
    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int) -> Int {
        let second = Int(text[at + 1] & 0x3F)
        if length == 2 { return Int(text[at] & 0x1F) << 6 | second }
        return Int(text[at] & 0x0F) << 12 | second << 6 | Int(text[at + 2] & 0x3F)
    }
}
