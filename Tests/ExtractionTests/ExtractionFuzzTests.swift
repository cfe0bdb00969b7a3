import TestSupport
import Documents
import Testing

@testable import Extraction

@Suite struct ExtractionFuzzTests {
    private static let seeds = [
        "---\ntitle: 题\ntags: [a, b]\ndate: 2020-01-02\n---\n# 甲\n\n乙**丙**[丁](x)![戊](y)\n\n|a|b|\n|-|-|\n|c|\n\n```\n码\n```\n\n[^1]: 注\n文[^1]\n",
        "<!doctype html>\n<html lang=zh><head><title>题</title>\n<meta name=keywords content='a,b'></head>\n<body><h1>甲</h1><p hidden>乙</p><pre>\n丙\n</pre><table><tr><td>丁<td>戊</table>&nbsp;&amp;&#20013;<!-- 注 --><script>x</script></body></html>",
        "甲乙丙\r\n丁\n\n\u{FEFF}戊\u{3000}己😀\n<div>\n\n- 一\n  1. 二\n     > 三\n</div>\n",
    ]
    private static let pieces = [
        "<", ">", "</", "<p>", "</p>", "<div hidden>", "<pre>", "\n", "\n\n", "\r", "&", "&#13;", "&#10;", "---\n",
        "...\n", "[", "](", "![", "|", "|-|\n",
        "`", "```\n", "> ", "- ", "    ", "\t", "<!--", "-->", "<!--sou-line 3-->", "<p data-sourcepos=\"2:1-9:9\">",
        "<title>", "<script>", "[^1]", "[^1]: ",
        "\u{A0}", "中", "é", "😀", "*", "_", "~~", "<br/>", "<td>", "&nbsp;", ": ", "&a ", "*a ", "<![CDATA[", "<?",
        "<textarea>", "<svg>", "\u{FEFF}",
    ]

    @Test(arguments: ["a.md", "a.html", "a.txt"])
    func `whatever comes is valid text with lines that do not fall`(name: String) {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        for round in 0..<2000 {
            var bytes = Array(Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &random)].utf8)
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<8, using: &random) {
                case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...9, using: &random)))
                default:
                    bytes.insert(
                        contentsOf: Array(Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)].utf8),
                        at: place)
                }
            }
            let result = Extractor().extract(bytes, name: Array(name.utf8))
            switch result {
            case .skipped, .undecidedEncoding:
                let isText = String(validating: bytes, as: UTF8.self) != nil && !bytes.contains { $0 < 9 }
                #expect(!isText, "seed \(seed), round \(round): \(bytes)")
            case .document(let document):
                let carriageReturns = bytes.indices.count {
                    bytes[$0] == 0x0D && (bytes.dropFirst($0 + 1).first != 0x0A)
                }
                let lines = 1 + bytes.count { $0 == 0x0A } + carriageReturns
                let breaches = document.breaches(sourceLines: lines)
                #expect(breaches == [], "seed \(seed), round \(round): \(bytes)")
                if !breaches.isEmpty { return }
            }
        }
    }
}
