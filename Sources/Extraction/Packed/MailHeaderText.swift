/// Reads the text of mail headers: encoded words of RFC 2047, and bytes that programs put there without.
enum MailHeaderText {
    /// Encoded words that follow each other in one encoding are decoded together, because programs break them in the
    /// middle of a character.
    static func decode(_ header: [UInt8], in context: ReadingContext) -> String {
        var decoded = ""
        var plain: [UInt8] = []
        var word: (charset: String, bytes: [UInt8])?
        func flushPlain() {
            guard !plain.isEmpty else { return }
            decoded += string(plain, declared: nil, in: context)
            plain = []
        }
        func flushWord() {
            guard let found = word else { return }
            decoded += string(found.bytes, declared: found.charset, in: context)
            word = nil
        }
        var index = 0
        while index < header.count {
            if let next = EncodedWord(header, at: index) {
                // Blanks between encoded words only part them.
                if word != nil, plain.allSatisfy({ $0 <= 0x20 }) { plain = [] }
                if !plain.isEmpty {
                    flushWord()
                    flushPlain()
                }
                if word?.charset != next.charset { flushWord() }
                word = (next.charset, (word?.bytes ?? []) + next.bytes)
                index = next.end
            } else {
                plain.append(header[index])
                index += 1
                if word != nil, plain.last.map({ $0 > 0x20 }) ?? false { flushWord() }
            }
        }
        flushWord()
        flushPlain()
        return decoded
    }

    private static func string(_ bytes: [UInt8], declared: String?, in context: ReadingContext) -> String {
        String(decoding: context.text(bytes, declared: declared) ?? bytes, as: UTF8.self)
    }

    /// `=?gb2312?B?1tC5+g==?=`
    private struct EncodedWord {
        var charset: String
        var bytes: [UInt8]
        var end: Int

        /// The encoded word that begins there; nil when none does.
        init?(_ header: [UInt8], at start: Int) {
            let question = UInt8(ascii: "?")
            guard start + 6 < header.count, header[start] == UInt8(ascii: "="), header[start + 1] == question,
                let charsetEnd = Self.mark(in: header, from: start + 2), charsetEnd + 2 < header.count,
                header[charsetEnd + 2] == question,
                let end = Self.mark(in: header, from: charsetEnd + 3), end + 1 < header.count,
                header[end + 1] == UInt8(ascii: "=")
            else { return nil }
            let name = String(decoding: header[(start + 2)..<charsetEnd], as: UTF8.self)
            // RFC 2231 lets a language follow.
            charset = name.split(separator: "*").first.map { $0.lowercased() } ?? ""
            let content = header[(charsetEnd + 3)..<end]
            switch header[charsetEnd + 1] | 0x20 {
            case UInt8(ascii: "b"): bytes = TransferEncoding.base64(content)
            case UInt8(ascii: "q"):
                bytes = TransferEncoding.unescaped(
                    content.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }, mark: UInt8(ascii: "="))
            default: return nil
            }
            self.end = end + 2
        }

        /// The next question mark, within what an encoded word may be long and more.
        private static func mark(in header: [UInt8], from start: Int) -> Int? {
            header[start..<min(header.count, start + 1000)].firstIndex(of: UInt8(ascii: "?"))
        }
    }
}
