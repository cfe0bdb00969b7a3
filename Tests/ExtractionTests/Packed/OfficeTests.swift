import Documents
import Testing

@testable import Extraction

@Suite struct OfficeTests {
    private static let word = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"

    private static func docx(_ body: String, _ more: [(String, String)] = []) -> [UInt8] {
        zipped(
            [
                ("[Content_Types].xml", "<Types/>"),
                ("word/document.xml", "<w:document \(word)><w:body>\(body)</w:body></w:document>"),
            ] + more)
    }

    @Test func `runs are joined, and what is deleted or hidden is not there`() throws {
        let document = try extracted(
            Self.docx(
                """
                <w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs><w:rPr><w:vanish/></w:rPr></w:pPr>
                <w:r><w:t>小</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>米</w:t></w:r>
                <w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>
                <w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>的</w:t></w:r>
                <w:r><w:t>家</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t xml:space='preserve'>乙 &amp; 丙</w:t></w:r></w:p>
                """), name: "a.docx")
        #expect(document.string == "小米的家\t甲\n乙 & 丙")
        #expect(document.mediaType == "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        #expect(document.places == .none)
        #expect(document.notices == [])
    }
}
