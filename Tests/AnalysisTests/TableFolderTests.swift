import CUnicode
import TestSupport
import Testing

@testable import Analysis

/// What the table folds must be what ICU and a pass for simplification make of the whole text.
struct TableFolderTests {
    /// What folding changes with its neighbours, without them, and not at all.
    private static let pieces: [String] = [
        "渡口", "檢索", "臺灣", "，", "。", "：", "！", "（", "ＡＢ", "Ab", "z", "0", "\n", "\n\n", "\u{3000}", " ",
        "か\u{3099}", "ｶ", "ﾞ", "ﾊﾟ", "\u{3099}", "\u{1109}", "\u{1165}", "\u{11A8}", "가", "\u{3131}", "\u{FFA1}",
        "e\u{301}", "\u{301}", "\u{327}", "\u{345}", "\u{338}", "É", "İ", "ẞ", "ß", "ﬁ", "㎞", "½", "\u{FDFA}", "Ⱥ",
        "\u{FB1D}", "क\u{93C}", "\u{9C7}\u{9BE}", "ก\u{E33}", "\u{F71}\u{F72}", "Σ", "ᾳ", "Ꭰ", "ꭰ", "\u{1E9B}",
        "\u{200B}", "\u{200D}", "\u{AD}", "\u{FE0F}", "\u{34F}", "\u{115F}", "\u{180E}", "\u{E0100}", "\u{FEFF}",
        "👨\u{200D}👩", "👍🏽", "1\u{FE0F}\u{20E3}", "𠮷", "𡈽", "\u{2F81A}", "\u{F900}", "\u{FA0E}", "\u{2F00}",
        "\u{2EA9}", "\u{1D160}", "𐐀", "\u{FFFF}", "\u{FFFD}", "\u{1E}", "\u{0}", "\u{E000}",
    ]

    private let simplifications: SimplificationTable

    init() throws {
        simplifications = try SimplificationTable(path: Analyzer.simplificationsPath)
    }

    private func expectSameAsICU(_ text: String, _ folder: TextFolder, _ icu: OpaquePointer) {
        var marked = Array(text.utf8)
        marked.withUnsafeMutableBufferPointer { Paragraphs.mark($0) }
        #expect(cunicode_fold(icu, marked, marked.count, true) == 0)
        var (length, changeCount) = (0, 0)
        let bytes = UnsafeMutableBufferPointer(start: cunicode_folder_bytes(icu, &length), count: length)
        simplifications.simplify(bytes)
        let removed = HardWraps.join(bytes)
        let changes = UnsafeBufferPointer(start: cunicode_folder_changes(icu, &changeCount), count: changeCount).map {
            OffsetMap.Change(
                folded: Int($0.folded_start)..<Int($0.folded_end), source: Int($0.source_start)..<Int($0.source_end))
        }
        let expected = FoldedText(
            bytes: Array(bytes.prefix(length - removed.reduce(0) { $0 + $1.count })),
            map: OffsetMap(changes: changes, removing: removed))

        let found = folder.fold(text.utf8)
        guard found.bytes == expected.bytes else {
            Issue.record("\(text.debugDescription) was folded to \(String(decoding: found.bytes, as: UTF8.self))")
            return
        }
        for start in 0...found.bytes.count {
            for end in start...min(start + 7, found.bytes.count)
            where found.sourceRange(of: start..<end) != expected.sourceRange(of: start..<end) {
                Issue.record("\(text.debugDescription): the source of \(start)..<\(end) is another")
                return
            }
        }
    }

    @Test func `bytes and sources are those of ICU, for texts of all kinds`() throws {
        var random = SeededRandom.announced()
        let folder = try Analyzer().makeFolder()
        let icu = try #require(cunicode_folder_create())
        defer { cunicode_folder_destroy(icu) }
        for round in 0..<1_500 {
            // Stretches between what ICU must fold are short, and sometimes long enough to leave it.
            var text = ""
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                text += Self.pieces.randomElement(using: &random) ?? ""
                if round % 3 == 0, Bool.random(using: &random) {
                    text += String(repeating: "渡，A", count: Int.random(in: 0...12, using: &random))
                }
            }
            expectSameAsICU(text, folder, icu)
        }
    }

    @Test func `bytes and sources are those of ICU, for any scalars side by side`() throws {
        var random = SeededRandom.announced()
        let folder = try Analyzer().makeFolder()
        let icu = try #require(cunicode_folder_create())
        defer { cunicode_folder_destroy(icu) }
        for _ in 0..<1_000 {
            var text = ""
            for _ in 0..<12 {
                let end: UInt32 = Bool.random(using: &random) ? 0x10000 : 0x30000
                let scalar = Unicode.Scalar(UInt32.random(in: 0..<end, using: &random)) ?? "渡"
                text.unicodeScalars.append(scalar)
                text +=
                    Int.random(in: 0..<8, using: &random) == 0 ? Self.pieces.randomElement(using: &random) ?? "" : ""
            }
            expectSameAsICU(text, folder, icu)
        }
    }

    @Test func `every character of the basic plane is folded as by ICU, alone and before and behind marks`() throws {
        let folder = try Analyzer().makeFolder()
        let icu = try #require(cunicode_folder_create())
        defer { cunicode_folder_destroy(icu) }
        for first in stride(from: UInt32(0), to: 0x10000, by: 16) {
            let scalars = (first..<first + 16).compactMap(Unicode.Scalar.init).map(String.init)
            expectSameAsICU(scalars.joined(), folder, icu)
            expectSameAsICU(scalars.joined(separator: "\u{301}"), folder, icu)
            expectSameAsICU(scalars.joined(separator: "\u{FE0F}か"), folder, icu)
        }
    }

    @Test func `a text that grows under folding finds room`() throws {
        let folder = try Analyzer().makeFolder()
        let icu = try #require(cunicode_folder_create())
        defer { cunicode_folder_destroy(icu) }
        expectSameAsICU(String(repeating: "Ⱥ", count: 5_000), folder, icu)
        expectSameAsICU(String(repeating: "\u{FDFA}" + String(repeating: "Ⱥ", count: 20), count: 300), folder, icu)
    }
}
