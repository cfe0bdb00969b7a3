import Documents
import Foundation
import TestSupport
import Testing

@testable import Extraction

/// The files of `Fixtures`, made by common programs, as they are and broken in many ways.
@Suite struct DamagedFilesTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { !$0.hasSuffix(".py") })
        ?? []

    private static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    @Test(arguments: names) func `a phrase from the middle of each format's file is found`(name: String) throws {
        let document = try extracted(Self.bytes(name), name: name)
        let text = document.string.filter { !$0.isWhitespace }
        #expect(text.contains("水轮机转了一夜，值班的人没有睡"))
        #expect(text.contains("第二天早上雾散了"))
        #expect(document.title == "山里的电站")
        #expect(document.notices == [])
    }

    @Test(arguments: names) func `a file cut anywhere is read or skipped with a sentence`(name: String) throws {
        let bytes = try Self.bytes(name)
        for place in 0..<20 { check(Array(bytes.prefix(bytes.count * place / 20)), name: name) }
    }

    @Test(arguments: names) func `a file with bits turned is read or skipped with a sentence`(name: String) throws {
        var random = SeededRandom.announced("bits of \(name)")
        let bytes = try Self.bytes(name)
        for _ in 0..<50 {
            var broken = bytes
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                broken[Int.random(in: broken.indices, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            }
            check(broken, name: name)
        }
    }

    private func check(_ bytes: [UInt8], name: String) {
        switch Extractor().extract(bytes, name: Array(name.utf8)) {
        case .skipped(let reason): #expect(reason.hasPrefix("the "))
        case .undecidedEncoding: Issue.record("undecided")
        case .document(let document):
            #expect(UTF8Validation.isValid(document.text))
            #expect(!document.text.contains { $0 == 0 || $0 == 0x0D })
            #expect(!document.title.contains(where: \.isNewline) && document.title.count <= 300)
            let lines = 1 + document.text.count { $0 == 0x0A }
            switch document.places {
            case .pages(let pages):
                #expect(zip(pages, pages.dropFirst()).allSatisfy(<=))
                #expect(pages.allSatisfy { (1...lines + 1).contains($0) })
            case .lines, .none: break
            }
        }
    }
}
