import Documents
import Testing

@testable import Extraction

@Suite struct TableTextTests {
    @Test(arguments: [
        ("a.csv", "姓名,城市\n王小明,杭州\n", "姓名\t城市\n\n王小明\t杭州"),
        ("a.csv", "甲;乙\n丙;丁,戊", "甲\t乙\n\n丙\t丁,戊"),
        ("a.csv", "\"甲,乙\",\"引\"\"号\"\"\"\n\"丙\"丁,戊", "甲,乙\t引\"号\"\n\n丙丁\t戊"),
        ("a.csv", "\"甲\n乙\",丙\n丁", "甲\n乙\t丙\n\n丁"),
        ("a.csv", "\"没有结束,丙\n丁", "没有结束,丙\n丁"),
        ("a.csv", "甲,,乙\n,,\n丙", "甲\t乙\n\n丙"),
        ("a.csv", "甲\"乙,丙", "甲\"乙\t丙"),
        ("a.tsv", "甲,乙\t丙", "甲,乙\t丙"),
        ("a.csv", "\"", ""),
        ("a.csv", "\"\"", ""),
        ("a.csv", "", ""),
    ])
    func `cells are apart by tabs and rows by blank lines`(name: String, table: String, text: String) throws {
        #expect(try extracted(table, name: name).string == text)
    }

    @Test func `lines are those of the file behind a line break in a cell`() throws {
        let document = try extracted("名,注\n甲,\"一\n二\n三\"\n乙,四\n", name: "城市.csv")
        #expect(document.line(of: "三") == 4)
        #expect(document.line(of: "四") == 5)
        #expect(document.title == "城市")
    }
}
