import TestSupport
import Testing

@testable import Analysis

struct SegmenterTests {
    /// Each segment in brackets, with its signs, after what stands before it: `¶` a paragraph, `.` marks, `_` blanks.
    static let rows: [(String, String)] = [
        // The table of the type's comment.
        ("小米5s", "¶[小米][5][s]"),
        ("1.55um", "¶[1.55][um]"),
        ("a,b 1,2", "¶[a].[b]_[1].[2]"),
        ("1,234.5", "¶[1,234.5]"),
        ("c++ .net", "¶[c++]_[.net]"),
        ("", ""),
        (" , ", ""),
        // A name's signs separate nothing.
        ("用.net写c++代码", "¶[用][.net][写][c++][代码]"),
        (".net", "¶[.net]"),
        ("、.net", "¶[.net]"),
        ("c#.net", "¶[c#][.net]"),
        ("asp.net", "¶[asp].[net]"),
        ("c++17", "¶[c++][17]"),
        ("c+++", "¶[c]"),
        ("a++b", "¶[a].[b]"),
        ("c# 5", "¶[c#]_[5]"),
        // The strongest separator wins.
        ("一 、 二", "¶[一].[二]"),
        ("一\n二", "¶[一]_[二]"),
        ("一。\u{1E}\n二", "¶[一]¶[二]"),
        ("👍👍字", "¶[👍][👍][字]"),
        ("字\u{301}a\u{301}5\u{301}b", "¶[字\u{301}][a\u{301}][5].[b]"),
        ("漢字한글ㄅカ", "¶[漢字한글ㄅカ]"),
        ("1..2 3. .4", "¶[1].[2]_[3].[4]"),
        ("1,234,56 1234,567", "¶[1,234].[56]_[1234].[567]"),
    ]

    @Test(arguments: rows)
    func `text is cut at every change of kind`(_ text: String, _ segments: String) {
        let bytes = Array(text.utf8)
        let line = Segmenter().segments(in: bytes).map { segment in
            let gap =
                switch segment.gap {
                case .none: ""
                case .blank: "_"
                case .marks: "."
                case .paragraph: "¶"
                }
            return "\(gap)[\(String(decoding: bytes[segment.signedRange], as: UTF8.self))]"
        }
        #expect(line.joined() == segments)
    }

    @Test func `segments ascend, do not overlap, and are whole`() throws {
        var text = RandomText(random: SeededRandom.announced())
        let folder = try Analyzer().makeFolder()
        let segmenter = Segmenter()
        for _ in 0..<2_000 {
            let bytes = folder.fold(text.next(pieces: 40).utf8).bytes
            var last = 0
            for segment in segmenter.segments(in: bytes) {
                let isWhole = bytes.withUnsafeBufferPointer {
                    segmenter.isWholeSegment(segment.range, kind: segment.kind, in: $0)
                }
                let isRight =
                    last <= segment.signedRange.lowerBound && !segment.range.isEmpty && isWhole
                    && segment.signedRange.lowerBound <= segment.range.lowerBound
                    && segment.range.upperBound <= segment.signedRange.upperBound
                #expect(
                    isRight,
                    "\(segment) of \(String(decoding: bytes, as: UTF8.self).debugDescription)")
                last = segment.signedRange.upperBound
            }
        }
    }

    /// The text, with brackets around the piece that is asked for.
    static let wholes: [(String, Segment.Kind, Bool)] = [
        ("c[art]oon", .word, false),
        ("[art] of", .word, true),
        ("字[art]字", .word, true),
        ("5[art]5", .word, true),
        ("[cafe]\u{301}", .word, false),
        ("e\u{301}[a]", .word, false),
        ("字\u{301}[a]", .word, true),
        ("[96].9", .number, false),
        ("96.[9]", .number, false),
        ("[96.9]%", .number, true),
        ("第[96].", .number, true),
        ("1,[234]", .number, false),
        ("12345,[234]", .number, true),
        ("1,[2],3", .number, true),
        ("1.2,[345]", .number, true),
        ("1[2]", .number, false),
        ("[字]典", .cjk, true),
        ("👍[👍]", .pictograph, true),
    ]

    @Test(arguments: wholes)
    func `a piece of a segment is no segment`(_ text: String, _ kind: Segment.Kind, _ isWhole: Bool) throws {
        let marked = Array(text.utf8)
        let start = try #require(marked.firstIndex(of: UInt8(ascii: "[")))
        let end = try #require(marked.firstIndex(of: UInt8(ascii: "]"))) - 1
        let bytes = marked.filter { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
        let answer = bytes.withUnsafeBufferPointer { Segmenter().isWholeSegment(start..<end, kind: kind, in: $0) }
        #expect(answer == isWhole)
    }

    @Test func `a piece of digits is a whole number where, and only where, segmentation cuts it out`() {
        var random = SeededRandom.announced()
        let segmenter = Segmenter()
        let characters = Array("1234,,.. a-")
        for _ in 0..<20_000 {
            let text = String(
                (0..<Int.random(in: 1...14, using: &random)).map { _ in
                    characters.randomElement(using: &random) ?? "1"
                })
            let bytes = Array(text.utf8)
            let numbers = Set(segmenter.segments(in: bytes).filter { $0.kind == .number }.map(\.range))
            for start in bytes.indices {
                for end in start + 1...bytes.count {
                    // What is asked about is a number by itself.
                    let piece = segmenter.segments(in: Array(bytes[start..<end]))
                    guard piece.count == 1, piece[0].kind == .number, piece[0].range == 0..<end - start else {
                        continue
                    }
                    let isWhole = bytes.withUnsafeBufferPointer {
                        segmenter.isWholeSegment(start..<end, kind: .number, in: $0)
                    }
                    #expect(
                        isWhole == numbers.contains(start..<end),
                        "\(start..<end) of \(text.debugDescription)")
                }
            }
        }
    }

    /// One line of numbers, as machines write them, took time with the square of its length: hours for a megabyte.
    @Test(.timeLimit(.minutes(10))) func `asking for a number in a long line of numbers reads the line once`() {
        let bytes = Array(String(repeating: "15,", count: 200_000).utf8)
        let segmenter = Segmenter()
        let isAnyWhole = bytes.withUnsafeBufferPointer { bytes in
            stride(from: 1, to: bytes.count, by: 3).contains {
                segmenter.isWholeSegment($0..<$0 + 1, kind: .number, in: bytes)
            }
        }
        #expect(!isAnyWhole)
    }
}
