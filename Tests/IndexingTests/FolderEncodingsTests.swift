import Documents
@testable import Indexing
import Testing

struct FolderEncodingsTests {
    private func encodings(_ files: [(path: String, encoding: String?, confidence: Double?)]) -> FolderEncodings {
        var encodings = FolderEncodings()
        for file in files {
            let counted = FolderEncodings.countedEncoding(
                of: ExtractedDocument(
                    title: "", mediaType: "text/plain", encoding: file.encoding, encodingConfidence: file.confidence,
                    text: [], places: .none))
            if let counted { encodings.add(counted, path: Array(file.path.utf8)) }
        }
        return encodings
    }

    @Test func `the nearest folder with encodings decides, and in it the most frequent one`() {
        let encodings = encodings([
            ("/a/1", "GB18030", nil), ("/a/2", "GB18030", nil), ("/a/3", "Big5", nil), ("/a/b/4", "Big5", nil),
            ("/a/b/c/5", "UTF-8", nil),
        ])
        for (path, expected) in [
            ("/a/x", "Big5"), ("/a/b/x", "Big5"), ("/a/b/c/x", "Big5"), ("/a/d/e/x", "Big5"), ("/x", "Big5"),
        ] {
            // Two of each in /a and below: the first by name.
            #expect(encodings.majority(for: Array(path.utf8)) == expected, "\(path)")
        }
        #expect(self.encodings([("/a/1", "GB18030", nil)]).majority(for: Array("/b/c/2".utf8)) == "GB18030")
    }

    @Test func `what was added can be taken back`() {
        var encodings = encodings([("/a/1", "GB18030", nil), ("/a/b/2", "Big5", nil), ("/a/b/3", "Big5", nil)])
        encodings.remove("Big5", path: Array("/a/b/2".utf8))
        encodings.remove("Big5", path: Array("/a/b/3".utf8))
        #expect(encodings.majority(for: Array("/a/b/4".utf8)) == "GB18030")
        encodings.remove("GB18030", path: Array("/a/1".utf8))
        #expect(encodings.majority(for: Array("/a/b/4".utf8)) == nil)
    }

    @Test func `what is UTF-8, without an encoding or doubtful does not count`() {
        let encodings = encodings([
            ("/1", "UTF-8", nil), ("/2", "US-ASCII", nil), ("/3", nil, nil), ("/4", "Big5", 0.5),
        ])
        #expect(encodings.majority(for: Array("/5".utf8)) == nil)
    }
}
