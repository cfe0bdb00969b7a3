import TestSupport
import Documents
import Testing

@testable import Extraction

/// The five real documents, which are not in the repository.
@Suite struct SeedFilesTests {
    private func seed(_ prefix: String) throws -> ExtractedDocument {
        let (name, text) = try #require(try SharedFolder.seeds().first { $0.name.hasPrefix(prefix) })
        return try extracted(Array(text.utf8), name: name)
    }

    @Test(
        .enabled(if: SharedFolder.isRequired("seeds"), "\(SharedFolder.absence)"), arguments: ["000_", "001_", "004_"])
    func `a plain seed is text as it is`(prefix: String) throws {
        let document = try seed(prefix)
        #expect(document.mediaType == "text/plain")
        #expect(document.lineMap.pairs.isEmpty)
        #expect(!document.title.isEmpty)
        #expect(document.notices == [])
    }

    @Test(.enabled(if: SharedFolder.isRequired("seeds"), "\(SharedFolder.absence)"))
    func `the hard-wrapped seed keeps its wraps for the analyzer`()
        throws
    {
        #expect(try seed("004_").string.contains("个人计算机\n还是"))
    }

    @Test(.enabled(if: SharedFolder.isRequired("seeds"), "\(SharedFolder.absence)"))
    func `the Hexo seed has its metadata and no marks`() throws {
        let document = try seed("002_")
        #expect(document.title.hasPrefix("雷军宣布小米启动双引擎战略"))
        #expect(document.author == "wetech")
        #expect(document.dateSeconds == 1_547_220_780)
        #expect(document.tags.isEmpty)
        #expect(document.mediaType == "text/markdown")
        #expect(!document.string.contains("more"))
        #expect(!document.string.contains("title:"))
        #expect(document.lineMap.sourceLine(ofTextLine: 1) == 8)
    }

    @Test(.enabled(if: SharedFolder.isRequired("seeds"), "\(SharedFolder.absence)"))
    func `the Jekyll seed has its metadata and none of its attributes`() throws {
        let document = try seed("003_")
        #expect(document.title.hasPrefix("雷军组建高端化战略工作组"))
        #expect(document.author == nil)
        #expect(document.dateSeconds == 1_644_324_795)
        #expect(document.tags == ["财联社新闻", "cailianshe"])
        for absent in ["EmImageRemark", "K图", "EM_StockImg", "display", "quote.eastmoney", "<p"] {
            #expect(!document.string.contains(absent))
        }
        #expect(document.string.hasPrefix("2月8日"))
        #expect(document.string.contains("以下是雷军内部信原文：\n\n小米同学们"))
        #expect(document.lineMap.sourceLine(ofTextLine: 1) == 8)
    }
}
