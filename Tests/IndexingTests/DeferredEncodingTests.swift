import Documents
import FileWatching
import ExtractorProtocol
import Glibc
@testable import Indexing
import SystemPackage
import Synchronization
import TestSupport
import Testing

struct DeferredEncodingTests {
    /// Decides by the first letter of a name: `g` is GB18030, `b` Big5, `u` is undecided, and then what the hints say.
    private final class Decider: Extracting {
        func reply(to request: ExtractionRequest, file: Int32) -> ExtractorReply {
            let name = request.name.split(separator: UInt8(ascii: "/")).last ?? []
            var encoding = name.first == UInt8(ascii: "g") ? "GB18030" : "Big5"
            if name.first == UInt8(ascii: "u") {
                if request.hints.mayWait { return .extraction(.undecidedEncoding) }
                encoding = request.hints.folderMajority ?? request.hints.fallbacks.first ?? "none"
            }
            return .extraction(
                .document(
                    ExtractedDocument(
                        title: String(decoding: name, as: UTF8.self), mediaType: "text/plain", encoding: encoding,
                        text: Array("字".utf8), places: .none,
                        notices: name.first == UInt8(ascii: "u") ? ["read as \(encoding)"] : [])))
        }

        struct Source: ExtractorSource {
            func makeExtractor() -> any Extracting { Decider() }
        }
    }

    @Test func `undecided files get their folder's encoding, and those without one the fallback`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            for name in ["甲/g1", "甲/g2", "甲/b1", "甲/u1", "甲/深/u2", "乙/b1", "乙/u1", "乙/u2"] {
                try write("x", to: docs.appending(name))
            }
            var build = try makeBuild(index, extractors: Decider.Source())
            build.rules.defaults.fallbackEncodings = ["EUC-TW"]
            let expected = [
                "乙/u1: read as Big5", "乙/u2: read as Big5", "甲/u1: read as GB18030", "甲/深/u2: read as GB18030",
            ]
            for _ in 0..<5 {
                let summary = try build.run([docs])
                #expect(summary.documentCount == 8)
                #expect(build.progress.doneFileCount % 8 == 0)
                let notices = summary.notices.map {
                    "\(String(decoding: $0.path.dropFirst(docs.length + 1), as: UTF8.self)): \($0.message)"
                }
                #expect(notices == expected)
            }
            try removeFolder(docs)
            try write("x", to: docs.appending("u"))
            #expect(try build.run([docs]).notices.map(\.message) == ["read as EUC-TW"])
        }
    }
}
