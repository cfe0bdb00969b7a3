import Testing

@testable import Analysis

struct SimplificationTableTests {
    static let rows: [(String, String)] = [
        ("檢索", "检索"),
        ("後后係繫系", "后后系系系"),
        ("薴苧苎", "苎苎苎"),
        // Outside of the basic plane too.
        ("𠁞", "𠀾"),
        ("简体 abc é か 👍 𠮷", "简体 abc é か 👍 𠮷"),
        ("", ""),
    ]

    @Test(arguments: rows)
    func `characters are replaced in place`(_ text: String, _ simplified: String) throws {
        let table = try SimplificationTable(path: Analyzer.simplificationsPath)
        var bytes = Array(text.utf8)
        bytes.withUnsafeMutableBufferPointer { table.simplify($0) }
        #expect(String(decoding: bytes, as: UTF8.self) == simplified)
    }

    @Test func `a file that is missing or no dictionary is named with its remedy`() throws {
        for path in ["/nonexistent/TSCharacters.ocd2", "/dev/null", #filePath] {
            let error = #expect(throws: AnalysisError.self) { try SimplificationTable(path: path) }
            #expect(
                error?.description
                    == "cannot read the table of Traditional characters '\(path)': not a readable OpenCC dictionary; "
                    + "install the package libopencc-data")
        }
    }
}
