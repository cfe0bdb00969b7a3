import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct IndexCheckTests {
    @Test func `a sound index has no problems`() throws {
        try withTemporaryFolder { folder in
            try makeTeaIndex(folder.appending("index"))
            let check = try IndexCheck.run(path: folder.appending("index"))
            #expect(check.problemCount == 0)
            #expect(check.report.contains("postlist table structure checked OK"))
        }
    }

    @Test func `a damaged table is reported`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeTeaIndex(path)
            try edit(path.appending("postlist.glass")) { bytes in
                for index in 20..<bytes.count { bytes[index] = 0xA5 }
            }
            let check = try IndexCheck.run(path: path)
            #expect(check.problemCount > 0)
            #expect(check.report.contains("postlist:\nBlock 0 item 0: item ends outside block\n"))
        }
    }
}
