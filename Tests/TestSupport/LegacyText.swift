internal import Glibc

/// Texts in encodings of old.
package enum LegacyText {
    package struct Failure: Error {
        package var encoding: String
    }

    /// The bytes of a text in an encoding that glibc knows.
    package static func bytes(_ text: String, in encoding: String) throws -> [UInt8] {
        let converter = iconv_open(encoding, "UTF-8")
        guard converter != iconv_t(bitPattern: -1) else { throw Failure(encoding: encoding) }
        defer { iconv_close(converter) }
        var input = Array(text.utf8).map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: 4 * input.count + 16)
        var (inputLeft, outputLeft) = (input.count, output.count)
        let result = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var (from, to) = (input.baseAddress, output.baseAddress)
                return iconv(converter, &from, &inputLeft, &to, &outputLeft)
            }
        }
        guard result >= 0, inputLeft == 0 else { throw Failure(encoding: encoding) }
        return output.dropLast(outputLeft).map { UInt8(bitPattern: $0) }
    }

    /// Text in GB18030 or EUC-KR; the bytes leave open which.
    package static let undecided: [UInt8] = [0xB5, 0xB5, 0xB0, 0xB8, 0x0A]

    /// A text that is long enough to show its encoding, another one for each number.
    package static func long(_ encoding: String, _ number: Int) throws -> [UInt8] {
        let sentence =
            encoding == "EUC-KR"
            ? "오늘 아침에 우리는 강가를 산책하며 하얀 새를 많이 보았다. 그는 이 책을 세 번 읽었다고 했다."
            : "今天早上我们一起去河边散步，看见许多白色的鸟。他说这本书已经读了三遍，还是觉得很有意思。"
        return try bytes(String(repeating: sentence, count: 4) + "\(number)\n", in: encoding)
    }
}
