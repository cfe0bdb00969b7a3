import Documents
import Testing

@testable import Extraction

@Suite struct OfficeTests {
    private static let word = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    private static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let properties = (
        "docProps/core.xml",
        """
        <cp:coreProperties xmlns:cp='c' xmlns:dc='d' xmlns:dcterms='t'><dc:title>山里的电站</dc:title>
        <dc:creator>王小明</dc:creator><cp:keywords>水, 电；山</cp:keywords><dc:subject>一句话</dc:subject>
        <dcterms:created>2021-03-04T05:06:07Z</dcterms:created><dc:language>zh-CN</dc:language></cp:coreProperties>
        """
    )

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
                <w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>
                <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>的</w:t></w:r><w:r><w:t>家</w:t><w:tab/><w:t>甲</w:t>
                <w:br/><w:t xml:space='preserve'>乙 &amp; 丙</w:t><w:noBreakHyphen/><w:instrText>域</w:instrText></w:r></w:p>
                """), name: "a.docx")
        #expect(document.string == "小米的家\t甲\n乙 & 丙-")
        #expect(document.mediaType == "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        #expect(document.places == .none)
        #expect(document.notices == [])
    }

    @Test func `a table of a text document has its cells parted by tabs, whatever lines they have`() throws {
        let cell = { (text: String) in "<w:tc><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>" }
        let document = try extracted(
            Self.docx(
                "<w:p><w:r><w:t>上</w:t></w:r></w:p><w:tbl><w:tr>\(cell("甲"))\(cell("乙"))</w:tr>"
                    + "<w:tr>\(cell("丙"))\(cell("丁"))</w:tr></w:tbl><w:p><w:r><w:t>下</w:t></w:r></w:p>"), name: "a.docx"
        )
        #expect(document.string == "上\n\n甲\t乙\n\n丙\t丁\n\n下")
    }

    @Test func `notes, comments, headers and text boxes are read once`() throws {
        let part = { (text: String) in
            "<w:x \(Self.word)><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:x>"
        }
        let box = "<w:p><w:r><w:t>框</w:t></w:r></w:p>"
        let document = try extracted(
            Self.docx(
                "<w:p><w:r><w:t>正文</w:t><mc:AlternateContent xmlns:mc='m'><mc:Choice>\(box)</mc:Choice>"
                    + "<mc:Fallback>\(box)</mc:Fallback></mc:AlternateContent></w:r></w:p>",
                [
                    ("word/header2.xml", part("眉二")), ("word/header1.xml", part("眉一")),
                    ("word/footnotes.xml", part("脚注")), ("word/comments.xml", part("批注")),
                ]), name: "a.docx")
        #expect(document.string == "正文\n\n框\n\n脚注\n\n批注\n\n眉一\n\n眉二")
    }

    @Test func `the properties of a document are its metadata`() throws {
        let document = try extracted(Self.docx("<w:p/>", [Self.properties]), name: "a.docx")
        #expect(document.title == "山里的电站")
        #expect(document.author == "王小明")
        #expect(document.tags == ["水", "电", "山"])
        #expect(document.dateSeconds == 1_614_834_367)
        #expect(document.language == "zh-CN")
    }

    @Test func `a title that a program made gives way to the first heading`() throws {
        let document = try extracted(
            Self.docx(
                "<w:p><w:r><w:t>封面</w:t></w:r></w:p>"
                    + "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>第一章</w:t></w:r></w:p>",
                [("docProps/core.xml", "<c xmlns:dc='d'><dc:title>Microsoft Word - 1.doc</dc:title></c>")]),
            name: "a.docx")
        #expect(document.title == "第一章")
    }

    @Test func `a spreadsheet is its sheets' names and rows`() throws {
        let document = try extracted(
            zipped([
                ("[Content_Types].xml", "<Types/>"),
                (
                    "xl/workbook.xml",
                    "<workbook xmlns:r='\(Self.relation)'><sheets><sheet name='支出' sheetId='1' r:id='rId7'/></sheets></workbook>"
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships><Relationship Id='rId7' Type='\(Self.relation)/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
                ),
                (
                    "xl/sharedStrings.xml",
                    "<sst><si><t>水费</t></si><si><r><t>电</t></r><r><t>费</t></r><rPh><t>读音</t></rPh></si></sst>"
                ),
                (
                    "xl/worksheets/sheet1.xml",
                    """
                    <worksheet><sheetData><row><c t='s'><v>0</v></c><c><v>12.5</v></c></row>
                    <row><c t='s'><v>1</v></c><c t='inlineStr'><is><t>未付</t></is></c><c t='str'><f>A1</f><v>合计</v></c>
                    <c t='s'><v>99</v></c></row></sheetData></worksheet>
                    """
                ),
            ]), name: "a.xlsx")
        #expect(document.string == "支出\n\n水费\t12.5\n\n电费\t未付\t合计")
        #expect(document.mediaType == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        #expect(document.title == "a")
    }

    @Test func `a sheet that is listed twice is read once, and a long string in many cells up to the limit`() throws {
        let long = String(repeating: "水费", count: 1000)
        let bytes = zipped([
            ("[Content_Types].xml", "<Types/>"),
            (
                "xl/workbook.xml",
                "<workbook xmlns:r='\(Self.relation)'><sheets><sheet name='支出' r:id='a'/><sheet name='又' r:id='a'/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='a' Type='\(Self.relation)/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
            ),
            ("xl/sharedStrings.xml", "<sst><si><t>\(long)</t></si></sst>"),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet>" + String(repeating: "<row><c t='s'><v>0</v></c></row>", count: 5) + "</worksheet>"
            ),
        ])
        let whole = try extracted(bytes, name: "a.xlsx")
        #expect(whole.string == (["支出"] + Array(repeating: long, count: 5)).joined(separator: "\n\n"))
        let extractor = Extractor(limits: ExtractionLimits(textBytes: 7000))
        guard case .document(let cut) = extractor.extract(bytes, name: Array("a.xlsx".utf8)) else {
            throw NotADocument()
        }
        #expect(cut.text.count <= 7000)
        #expect(cut.string.hasPrefix("支出\n\n水费"))
    }

    @Test func `slides come in the order they are shown, each a page with its notes`() throws {
        let slide = { (text: String) in
            "<p:sld xmlns:a='a' xmlns:p='p'><a:p><a:r><a:t>\(text)</a:t></a:r><a:fld><a:t>7</a:t></a:fld></a:p></p:sld>"
        }
        let relations = { (ids: [(String, String, String)]) in
            "<Relationships>"
                + ids.map { "<Relationship Id='\($0.0)' Type='\(Self.relation)/\($0.1)' Target='\($0.2)'/>" }.joined()
                + "</Relationships>"
        }
        let document = try extracted(
            zipped([
                ("[Content_Types].xml", "<Types/>"),
                (
                    "ppt/presentation.xml",
                    "<p:presentation xmlns:p='p' xmlns:r='\(Self.relation)'><p:sldIdLst>"
                        + "<p:sldId id='256' r:id='b'/><p:sldId id='257' r:id='c'/><p:sldId id='258' r:id='a'/>"
                        + "<p:sldId id='259' r:id='b'/>"
                        + "</p:sldIdLst></p:presentation>"
                ),
                (
                    "ppt/_rels/presentation.xml.rels",
                    relations([
                        ("a", "slide", "slides/slide1.xml"), ("b", "slide", "/ppt/slides/slide2.xml"),
                        ("c", "slide", "slides/slide3.xml"),
                    ])
                ),
                ("ppt/slides/slide1.xml", slide("结尾")), ("ppt/slides/slide2.xml", slide("开头")),
                ("ppt/slides/slide3.xml", "<p:sld xmlns:p='p'/>"),
                (
                    "ppt/slides/_rels/slide2.xml.rels",
                    relations([
                        ("x", "notesSlide", "../notesSlides/notesSlide1.xml"),
                        ("y", "notesSlide", "../notesSlides/notesSlide1.xml"),
                    ])
                ),
                ("ppt/notesSlides/notesSlide1.xml", slide("讲稿")),
            ]), name: "a.pptx")
        #expect(document.string == "开头\n\n讲稿\n\n结尾")
        #expect(document.places == .pages([1, 5, 5]))
    }

    @Test func `an OpenDocument text is read with its notes and without what was deleted`() throws {
        let office = "xmlns:office='o' xmlns:text='t' xmlns:table='b' xmlns:dc='d' xmlns:meta='m'"
        let body = """
            <office:body><office:text><text:tracked-changes><text:p>删去</text:p></text:tracked-changes>
            <text:h>标题</text:h><text:p>小<text:span>米</text:span><text:s text:c='2'/>甲<text:tab/>乙<text:note>
            <text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note></text:p>
            <table:table table:name='T'><table:table-row><table:table-cell><text:p>丙</text:p></table:table-cell>
            <table:table-cell><text:p>丁</text:p></table:table-cell></table:table-row></table:table></office:text></office:body>
            """
        let meta =
            "<office:meta><dc:creator>李</dc:creator><meta:keyword>山</meta:keyword><dc:title>题</dc:title></office:meta>"
        let packed = try extracted(
            zipped([
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("content.xml", "<office:document-content \(office)>\(body)</office:document-content>"),
                ("meta.xml", "<office:document-meta \(office)>\(meta)</office:document-meta>"),
            ]), name: "a.odt")
        let flat = try extracted(
            "<?xml version='1.0'?>\n<office:document \(office) office:mimetype='application/vnd.oasis.opendocument.text'>\(meta)"
                + "<office:master-styles><text:p>页眉</text:p></office:master-styles>\(body)</office:document>",
            name: "a.fodt")
        for document in [packed, flat] {
            #expect(document.string == "标题\n\n小米 甲\t乙\n\n注\n\n丙\t丁")
            #expect(document.title == "题")
            #expect(document.author == "李")
            #expect(document.tags == ["山"])
            #expect(document.mediaType == "application/vnd.oasis.opendocument.text")
            #expect(document.notices == [])
        }
    }

    @Test(arguments: ["文字", "text/html", "application/vnd.oasis.opendocument.te\tt", ""])
    func `a document that gives itself another type is a text`(type: String) throws {
        let flat =
            "<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
            + "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' office:mimetype='\(type)'><office:body><office:text><text:p>文</text:p>"
            + "</office:text></office:body></office:document>"
        let packed = zipped([
            ("mimetype", type), ("content.xml", flat), ("META-INF/manifest.xml", "<manifest/>"),
        ])
        for document in [try extracted(flat, name: "a.fodt"), try extracted(packed, name: "a.odt")] {
            #expect(document.mediaType == "application/vnd.oasis.opendocument.text")
        }
    }

    @Test func `XML entities that a document declares do not grow`() throws {
        let levels = (1...9).map { "<!ENTITY a\($0) '\(String(repeating: "&a\($0 - 1);", count: 10))'>" }.joined()
        let bomb =
            "<!DOCTYPE x [<!ENTITY a0 'bomb'>\(levels)]><w:document \(Self.word)><w:p><w:r><w:t>前&a9;后</w:t></w:r></w:p></w:document>"
        let document = try extracted(
            zipped([("[Content_Types].xml", "<Types/>"), ("word/document.xml", bomb)]), name: "a.docx")
        #expect(document.string.hasPrefix("前"))
        #expect(document.text.count < 100)
    }

    @Test func `elements nested deeper than 256 end the reading with a notice`() throws {
        let open = String(repeating: "<w:x>", count: 100_000)
        let document = try extracted(
            Self.docx("<w:p><w:r><w:t>前</w:t></w:r></w:p>\(open)<w:p><w:r><w:t>深</w:t></w:r></w:p>"), name: "a.docx")
        #expect(document.string == "前")
        #expect(document.notices == ["the file is damaged; what could be read of it is searched"])
    }

    @Test func `a ZIP of other files is an archive`() {
        let zip = zipped([("读我.txt", "正文")])
        #expect(
            Extractor().extract(zip, name: Array("a.zip".utf8))
                == .skipped(reason: "the file is a ZIP archive, not text"))
    }

    @Test func `what unpacks to more than the limit is kept up to it, with a notice`() throws {
        let paragraph = "<w:p><w:r><w:t>山里的电站</w:t></w:r></w:p>"
        let bytes = Self.docx(String(repeating: paragraph, count: 1000))
        let extractor = Extractor(limits: ExtractionLimits(unpackedBytes: 10_000))
        guard case .document(let document) = extractor.extract(bytes, name: Array("a.docx".utf8)) else {
            throw NotADocument()
        }
        #expect(document.string.hasPrefix("山里的电站\n\n山里的电站"))
        #expect(document.notices == ["the file unpacks to more than 10000 bytes; what is over is left out"])
    }

    @Test func `a part that is missing or encrypted is a reason to skip`() {
        let odt = zipped([
            ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "x"),
            ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
        ])
        #expect(
            Extractor().extract(odt, name: Array("a.odt".utf8))
                == .skipped(reason: "the document is encrypted with a password"))
        let empty = zipped([("mimetype", "application/vnd.oasis.opendocument.text")])
        #expect(
            Extractor().extract(empty, name: Array("a.odt".utf8))
                == .skipped(reason: "the file is damaged: its main part cannot be unpacked"))
    }

    @Test func `an Office document that is encrypted says so`() {
        let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let bytes = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 2000) + name
        #expect(
            Extractor().extract(bytes, name: Array("a.docx".utf8))
                == .skipped(reason: "the document is encrypted with a password"))
    }
}
