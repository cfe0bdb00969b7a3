/// The lines of a file that decide its encoding: those that hold bytes above 0x7F, from its beginning and its middle.
struct TextSample {
    /// Whole lines one after the other; a line too long is cut.
    private(set) var bytes: [UInt8] = []
    /// How many of the bytes are above 0x7F.
    private(set) var highByteCount = 0

    init(of file: [UInt8], limitBytes: Int) {
        file.withUnsafeBufferPointer { file in
            if file.count <= limitBytes * 2 {
                take(from: file, start: 0, upTo: limitBytes)
            } else {
                take(from: file, start: 0, upTo: limitBytes / 2)
                let taken = bytes.count
                take(
                    from: file, start: Self.boundary(in: file, after: file.count / 2, within: limitBytes),
                    upTo: limitBytes)
                if bytes.count == taken { take(from: file, start: 0, upTo: limitBytes) }
            }
        }
        highByteCount = bytes.count { $0 >= 0x80 }
    }

    private mutating func take(from file: UnsafeBufferPointer<UInt8>, start: Int, upTo limit: Int) {
        var lineStart = start
        while lineStart < file.count, bytes.count < limit {
            var end = lineStart
            var isHigh = false
            while end < file.count, file[end] != UInt8(ascii: "\n") {
                if file[end] >= 0x80 { isHigh = true }
                end += 1
            }
            end = min(end + 1, file.count)
            if isHigh {
                let cut = lineStart + limit - bytes.count
                bytes += file[lineStart..<min(end, cut)]
                if cut < end { bytes.append(UInt8(ascii: "\n")) }
            }
            lineStart = end
        }
    }

    /// The first place after `index` where a character begins in every encoding: no second byte of a character is below
    /// 0x30 in any.
    private static func boundary(in file: UnsafeBufferPointer<UInt8>, after index: Int, within length: Int) -> Int {
        let search = file[index..<min(file.count, index + length)]
        return search.firstIndex { $0 < 0x30 }.map { $0 + 1 } ?? file.count
    }
}
