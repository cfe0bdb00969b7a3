import ArgumentParser
import Encodings
import Foundation
import Testing

@testable import Benchmarks

struct EncodingsBenchmarkTests {
    @Test func `the truth is the folder's name, and text recoded from UTF-8 is read back right`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sou-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let sentence = "檢索系統把每一個漢字都當作線索。\n"
        for (name, encoding) in [("big5", "BIG5"), ("gbk", "GBK"), ("euc-jp", "EUC-JP"), ("vim", "GBK")] {
            let place = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            let bytes = EncodedFile.recoded(Array(sentence.utf8), to: encoding)
            try Data(bytes).write(to: place.appendingPathComponent("zh_CN.po"))
        }
        let files = try EncodedFile.files(in: folder.path)
        #expect(files.map(\.encoding) == ["BIG5", "EUC-JP", "GB18030", "GB18030"])
        try EncodingsBenchmark.parse([folder.path, "--large-mb", "1"]).run()
    }

    @Test func `a folder's majority is that of its files, else of the folders above`() {
        var majorities = FolderMajorities()
        for (name, path) in [
            ("UTF-8", "a/1"), ("UTF-8", "a/2"), ("GB18030", "a/3"), ("GB18030", "a/4"), ("Big5", "a/b/5"),
        ] {
            majorities.add(EncodingDecision(name: name, confidence: 1, basis: .detected), of: path)
        }
        #expect(majorities.majority(for: "a/b/x") == "Big5")
        #expect(majorities.majority(for: "a/c/x") == "GB18030")
        #expect(majorities.majority(for: "z/x") == nil)
    }

    @Test func `pieces hold what is not ASCII, cut at lines or anywhere`() {
        let file = EncodedFile(path: "f", encoding: "UTF-8", bytes: Array("中文\na\n檔案\n".utf8))
        #expect(file.pieces(ofBytes: 5, atLines: true).map(\.bytes) == [Array("中文\n".utf8), Array("a\n檔案\n".utf8)])
        #expect(file.pieces(ofBytes: 5, atLines: false).count == 3)
    }
}
