/// The head of a mail or of one of its parts.
struct MailHeaders {
    /// As much of a header's line is read, and no line more of one that is longer: far beyond what mailers write.
    private static let limitBytes = 100_000

    /// In lower case, with the values of the first header of each name, unfolded but in the bytes of the file.
    private var values: [String: [UInt8]] = [:]
    /// Where the body begins.
    private(set) var bodyOffset: Int

    subscript(_ name: String) -> [UInt8]? { values[name] }

    /// Reads headers up to an empty line, or to the first line that is none.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        var start = range.lowerBound
        var name: String?
        bodyOffset = range.upperBound
        while start < range.upperBound {
            let next = min(
                bytes.firstOffset(of: 0x0A, from: start).map { $0 + 1 } ?? range.upperBound, range.upperBound)
            let line = bytes[start..<next].trimmedLineEnd
            if line.isEmpty {
                bodyOffset = next
                return
            }
            if line.first == 0x20 || line.first == 0x09 {
                if let name, values[name, default: []].count < Self.limitBytes {
                    values[name]?.append(contentsOf: line.prefix(Self.limitBytes))
                }
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
                line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
            {
                let found = String(decoding: line[..<colon], as: UTF8.self).lowercased()
                name = values[found] == nil ? found : nil
                if name != nil { values[found] = Array(line[(colon + 1)...].prefix(Self.limitBytes)) }
            } else if start > range.lowerBound || !line.starts(with: Array("From ".utf8)) {
                // A body that no empty line parts from the headers.
                bodyOffset = start
                return
            }
            start = next
        }
    }
}

extension ArraySlice<UInt8> {
    /// Without the "\n" or "\r\n" at its end.
    var trimmedLineEnd: ArraySlice<UInt8> {
        var line = self
        if line.last == 0x0A { line.removeLast() }
        if line.last == 0x0D { line.removeLast() }
        return line
    }
}
