/// The styles within a line of subtitles: `<i>`, `<v 名>`, `{\an8}`, `\N`, `&amp;`.
enum SubtitleMarkup {
    /// A longer pair of brackets is no mark but text.
    private static let tagBytes = 500

    /// Copies a line without them.
    static func copy(_ line: Range<Int>, with copier: inout SourceCopier) {
        let source = copier.source
        var index = line.lowerBound
        var start = index
        func end(_ close: UInt8) -> Int? {
            source.firstOffset(of: close, in: index..<min(line.upperBound, index + tagBytes))
        }
        while index < line.upperBound {
            var next: Int?
            var replacement: String?
            switch source[index] {
            case UInt8(ascii: "<"):
                if index + 1 < line.upperBound, isTagStart(source[index + 1]) { next = end(UInt8(ascii: ">")) }
            case UInt8(ascii: "{") where source.has("{\\", at: index):
                next = end(UInt8(ascii: "}"))
                if let close = next, isDrawing(index..<close, source) {
                    // What follows are the coordinates of a shape, up to `{\p0}` or the end of the line.
                    next = endOfDrawing(from: close, before: line.upperBound, source)
                }
            case UInt8(ascii: "\\") where index + 1 < line.upperBound:
                switch source[index + 1] {
                case UInt8(ascii: "N"), UInt8(ascii: "n"): replacement = "\n"
                case UInt8(ascii: "h"): replacement = " "
                default: break
                }
                if replacement != nil { next = index + 1 }
            case UInt8(ascii: "&"):
                if let close = source.firstOffset(of: UInt8(ascii: ";"), in: index..<min(line.upperBound, index + 8)) {
                    replacement = entities[source.string(index + 1..<close)]
                    if replacement != nil { next = close }
                }
            default: break
            }
            guard let last = next else {
                index += 1
                continue
            }
            copier.copy(start..<index)
            switch replacement {
            case nil: break
            case "\n": copier.separate(.line)
            case " ": copier.separate(.blank)
            case .some(let text): copier.write(text.utf8, for: index)
            }
            index = last + 1
            start = index
        }
        copier.copy(start..<line.upperBound)
    }

    private static let entities = [
        "amp": "&", "lt": "<", "gt": ">", "nbsp": " ", "lrm": "", "rlm": "", "quot": "\"", "#39": "'", "apos": "'",
    ]

    private static func isTagStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "/"), 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// `{\p1}`, but not `{\pos(1,2)}`.
    private static func isDrawing(_ block: Range<Int>, _ source: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in block where source.has("\\p", at: index) && index + 2 < block.upperBound {
            if (0x31...0x39).contains(source[index + 2]) { return true }
        }
        return false
    }

    private static func endOfDrawing(from start: Int, before end: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
        var index = start
        while let open = source.firstOffset(of: UInt8(ascii: "{"), in: index..<end) {
            guard let close = source.firstOffset(of: UInt8(ascii: "}"), in: open..<end) else { break }
            if source.string(open..<close).contains("\\p0") { return close }
            index = close
        }
        return end - 1
    }
}
