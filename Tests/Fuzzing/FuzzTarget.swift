import Analysis
import Documents
import Encodings
import Extraction
import Queries
import TestSupport

/// What is fuzzed: a way to read bytes that come from files of anybody, or a query of anybody.
struct FuzzTarget: Sendable {
    let name: String
    /// Reads the bytes and traps when what comes of them is not as it must be.
    let run: @Sendable ([UInt8]) -> Void
    /// Makes bytes that reach deeper than those of chance; nil when a fuzzer finds such by itself.
    var make: (@Sendable (inout SeededRandom) -> [UInt8])?

    static let all: [FuzzTarget] =
        [
            FuzzTarget(name: "query", run: ask, make: { Array(RandomQuery.make(using: &$0).utf8) }),
            FuzzTarget(name: "encoding", run: decode), FuzzTarget(name: "front-matter", run: readFrontMatter),
        ]
        + extensions.map { name in FuzzTarget(name: name, run: { extract($0, as: name) }) }

    /// A file name's extension for each format that is read.
    private static let extensions = [
        "txt", "md", "mdx", "html", "xml", "json", "jsonl", "csv", "tsv", "srt", "vtt", "ass", "lrc", "rst", "org",
        "adoc",
        "tex",
        "py", "rtf", "eml", "mht", "pdf", "docx", "epub", "gz",
    ]

    /// Fuzzers run on one thread.
    nonisolated(unsafe) private static let planner = Result {
        QueryPlanner(analyzer: try Analyzer().makeQueryAnalyzer())
    }

    private static func ask(_ bytes: [UInt8]) {
        let query = String(decoding: bytes, as: UTF8.self)
        do {
            if let defect = QueryProperties.defect(of: query, try planner.get()) {
                preconditionFailure("\(query.debugDescription): \(defect)")
            }
        } catch {
            preconditionFailure("\(error)")
        }
    }

    private static func decode(_ bytes: [UInt8]) {
        for mayWait in [true, false] {
            let hints = EncodingHints(folderMajority: "Big5", fallbacks: ["GB18030"], mayWait: mayWait)
            guard case .text(let decoded) = TextDecoder().decode(bytes, hints: hints) else { continue }
            precondition(UTF8Validation.isValid(decoded.text), "the decoded text is not UTF-8")
            precondition(!decoded.text.contains(0), "the decoded text has a NUL")
            precondition(
                (0...1).contains(decoded.encoding.confidence), "the confidence is \(decoded.encoding.confidence)")
        }
    }

    /// The bytes stand between the lines of a front matter, where they are read as YAML.
    private static func readFrontMatter(_ bytes: [UInt8]) {
        extract(Array("---\n".utf8) + bytes + Array("\n---\n正文\n".utf8), as: "md")
    }

    private static func extract(_ bytes: [UInt8], as fileExtension: String) {
        let limits = ExtractionLimits(textBytes: 1 << 20, unpackedBytes: 4 << 20, nesting: 3)
        let extraction = Extractor(limits: limits).extract(bytes, name: Array("文.\(fileExtension)".utf8))
        guard case .document(let document) = extraction else { return }
        precondition(UTF8Validation.isValid(document.text), "the text is not UTF-8")
        precondition(!document.text.contains(0) && !document.text.contains(0x0D), "the text has a NUL or a return")
        precondition(document.text.count <= limits.textBytes, "the text is longer than its limit")
        precondition(document.title.count <= 300, "the title is longer than 300 characters")
        switch document.places {
        case .lines(let map): precondition(LineMap(pairs: map.pairs) == map, "the lines fall")
        case .pages(let pages): precondition(zip(pages, pages.dropFirst()).allSatisfy(<=), "the pages fall")
        case .none: break
        }
    }
}
