import Foundation
import Glibc

/// Bytes whose encoding is known.
struct EncodedFile {
    var path: String
    /// A name that the decoder knows.
    var encoding: String
    var bytes: [UInt8]

    /// Every file below a folder whose own folders have the names of encodings; under `vim` the name says it.
    static func files(in folder: String) throws -> [EncodedFile] {
        try paths(in: folder).compactMap { path in
            guard let encoding = encoding(of: path) else { return nil }
            let url = URL(fileURLWithPath: folder).appendingPathComponent(path)
            return EncodedFile(path: path, encoding: encoding, bytes: [UInt8](try Data(contentsOf: url)))
        }
    }

    /// The UTF-8 files of a folder in another encoding, without the lines that it cannot hold.
    static func recodedFiles(in folder: String, to encoding: String) throws -> [EncodedFile] {
        var size = 0
        return try paths(in: folder).compactMap { path in
            guard size < 8_000_000 else { return nil }
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(path)))
            guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
            let recoded = recoded(bytes, to: encoding)
            guard recoded.contains(where: { $0 >= 0x80 }) else { return nil }
            size += recoded.count
            return EncodedFile(path: path, encoding: encoding, bytes: recoded)
        }
    }

    /// UTF-8 in another encoding by the C library, line by line, without the lines that it cannot hold.
    static func recoded(_ text: [UInt8], to encoding: String) -> [UInt8] {
        guard let converter = iconv_open(encoding, "UTF-8"), Int(bitPattern: converter) != -1 else { return [] }
        defer { iconv_close(converter) }
        var result: [UInt8] = []
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            var source = line.map { CChar(bitPattern: $0) }
            var target = [CChar](repeating: 0, count: line.count * 4 + 16)
            let written = source.withUnsafeMutableBufferPointer { source in
                target.withUnsafeMutableBufferPointer { target -> Int? in
                    var from = source.baseAddress
                    var fromLeft = source.count
                    var to = target.baseAddress
                    var toLeft = target.count
                    iconv(converter, nil, nil, nil, nil)
                    let status = iconv(converter, &from, &fromLeft, &to, &toLeft)
                    return status == -1 ? nil : target.count - toLeft
                }
            }
            guard let written else { continue }
            result += target[..<written].map { UInt8(bitPattern: $0) }
            result.append(UInt8(ascii: "\n"))
        }
        return result
    }

    /// Those pieces of about this size that are not ASCII alone.
    func pieces(ofBytes size: Int, atLines: Bool) -> [EncodedFile] {
        var pieces: [EncodedFile] = []
        var start = 0
        while start < bytes.count {
            var end = min(bytes.count, start + size)
            if atLines, end < bytes.count {
                end = bytes[end...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
            }
            let piece = bytes[start..<end]
            // A line much longer than the piece is no piece of that size.
            if piece.contains(where: { $0 >= 0x80 }), piece.count <= size * 2 {
                pieces.append(EncodedFile(path: "\(path) at \(start)", encoding: encoding, bytes: Array(piece)))
            }
            start = end
        }
        return pieces
    }

    private static func paths(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().filter { path in
            let url = URL(fileURLWithPath: folder).appendingPathComponent(path)
            return try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
        }
    }

    private static func encoding(of path: String) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count > 1 else { return nil }
        switch parts[0] {
        case "gb2312", "gbk", "gb18030": return "GB18030"
        case "vim":
            let names = [
                ("ko.po", "EUC-KR"), ("zh_CN", "GB18030"), ("zh_TW", "Big5"), ("euckr", "EUC-KR"),
                ("tutor.ko.euc", "EUC-KR"), ("tutor.zh.euc", "GB18030"), ("tutor.zh.big5", "Big5"),
                ("utf-8", "UTF-8"), ("euc", "EUC-JP"), ("sjis", "Shift_JIS"),
            ]
            return names.first { parts[parts.count - 1].contains($0.0) }?.1
        default: return parts[0].uppercased()
        }
    }
}
