/// How the bytes of a mail's part are written in the file.
enum TransferEncoding {
    case plain, base64, quotedPrintable

    init(_ header: [UInt8]?) {
        switch header.map({ MailField($0).value }) {
        case "base64": self = .base64
        case "quoted-printable": self = .quotedPrintable
        default: self = .plain
        }
    }

    func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        switch self {
        case .plain: Array(bytes)
        case .base64: Self.base64(bytes)
        case .quotedPrintable: Self.quotedPrintable(bytes)
        }
    }

    /// What is no digit is passed over; pieces that were ended with "=" and put together are read on.
    static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count * 3 / 4)
        var group: UInt32 = 0
        var digits = 0
        bytes.withUnsafeBufferPointer { bytes in
            for byte in bytes {
                let digit = Self.digits[Int(byte)]
                if digit < 64 {
                    group = group << 6 | UInt32(digit)
                    digits += 1
                    if digits == 4 {
                        decoded.append(UInt8(truncatingIfNeeded: group >> 16))
                        decoded.append(UInt8(truncatingIfNeeded: group >> 8))
                        decoded.append(UInt8(truncatingIfNeeded: group))
                        digits = 0
                    }
                } else if byte == UInt8(ascii: "="), digits > 0 {
                    Self.finish(group, digits, &decoded)
                    digits = 0
                }
            }
        }
        Self.finish(group, digits, &decoded)
        return decoded
    }

    private static func finish(_ group: UInt32, _ digits: Int, _ decoded: inout [UInt8]) {
        if digits == 2 { decoded.append(UInt8(truncatingIfNeeded: group >> 4)) }
        if digits == 3 {
            decoded.append(UInt8(truncatingIfNeeded: group >> 10))
            decoded.append(UInt8(truncatingIfNeeded: group >> 2))
        }
    }

    /// The value of each digit, 255 for what is none.
    private static let digits: [UInt8] = {
        var digits = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, digit) in alphabet.utf8.enumerated() { digits[Int(digit)] = UInt8(value) }
        return digits
    }()

    static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var unbroken: [UInt8] = []
        unbroken.reserveCapacity(bytes.count)
        // A line that ends with "=" goes on in the next.
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if !unbroken.isEmpty, unbroken.last == UInt8(ascii: "=") {
                unbroken.removeLast()
            } else if line.startIndex > bytes.startIndex {
                unbroken.append(0x0A)
            }
            let end = (line.lastIndex { $0 > 0x20 } ?? line.startIndex - 1) + 1
            unbroken += line[..<end]
        }
        if unbroken.last == UInt8(ascii: "=") { unbroken.removeLast() }
        return unescaped(unbroken, mark: UInt8(ascii: "="))
    }

    /// With the bytes that are written as two hexadecimal digits behind a mark.
    static func unescaped(_ bytes: some Collection<UInt8>, mark: UInt8) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        let bytes = Array(bytes)
        var index = 0
        while index < bytes.count {
            if bytes[index] == mark, index + 2 < bytes.count, let high = hexDigit(bytes[index + 1]),
                let low = hexDigit(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return decoded
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x57
        default: nil
        }
    }
}
