import Foundation
import Testing

/// Holds the sources to the rows of ARCHITECTURE.md: a target imports only from rows below its own.
@Suite struct ImportRulesTests {
    /// The shims over C libraries first, the programs last.
    private static let rows: [[String]] = [
        [
            "CXapian", "CUnicode", "CLinux", "CLibXML2", "CMarkdown", "CEncodings", "CArchive", "CMagic", "CZstandard",
            "CPopplerGLib", "CPDF", "CSandbox", "CDeflate",
        ],
        [
            "Documents", "FileWatching", "Analysis", "GlassTables", "IndexSchema", "Sandboxing", "Settings",
            "LocalSocket", "Wire",
            "ServiceManagement", "Release", "URIs",
        ],
        ["XapianIndex", "Queries", "Matching", "Encodings", "ExtractorProtocol"],
        ["Extraction", "Indexing", "Search"],
        ["SearchServer", "SearchClient"],
        ["IndexerCommand", "ExtractorCommand", "DaemonCommand", "ClientCommand"],
    ]

    /// Who else may import a target that is not for everybody above it.
    private static let reserved: [String: Set<String>] = [
        "CXapian": ["XapianIndex"],
        "CUnicode": ["Analysis"],
        "CLibXML2": ["Extraction"],
        "CMarkdown": ["Extraction"],
        "Wire": ["SearchServer", "SearchClient", "ClientCommand"],
        "CEncodings": ["Encodings"],
        "CArchive": ["Extraction"],
        "CMagic": ["Extraction"],
        "CPDF": ["Extraction"],
        "CSandbox": ["Sandboxing"],
        "CZstandard": ["IndexSchema"],
        "CDeflate": ["GlassTables"],
        "GlassTables": ["Indexing", "XapianIndex"],
        "Extraction": ["ExtractorCommand"],
        "Yams": ["Extraction"],
        "TOMLKit": ["Settings"],
        "Foundation": [],
    ]

    /// All that the client may be made of: it starts fast because there is nothing else in it.
    private static let client: Set<String> = [
        "ClientCommand", "SearchClient", "LocalSocket", "Wire", "Release", "URIs", "ArgumentParser",
        "FoundationEssentials",
        "Glibc",
        "Synchronization",
    ]

    private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Each target with the modules its Swift files import.
    private static func imports() throws -> [String: Set<String>] {
        let sources = checkout.appendingPathComponent("Sources")
        var imports: [String: Set<String>] = [:]
        for target in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
            let folder = sources.appendingPathComponent(target)
            var modules: Set<String> = []
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift")
            {
                let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
                for line in text.split(separator: "\n") {
                    let words = line.split(separator: " ")
                    guard let at = words.firstIndex(of: "import"), words.count > at + 1,
                        words[..<at].allSatisfy({
                            ["package", "internal", "private", "public", "@preconcurrency"].contains($0)
                        })
                    else { continue }
                    modules.insert(String(words[at + 1].prefix { $0 != "." }))
                }
            }
            imports[target] = modules
        }
        return imports
    }

    private static func row(_ target: String) -> Int? {
        rows.firstIndex { $0.contains(target) }
    }

    @Test func `every target stands in a row`() throws {
        #expect(Set(try Self.imports().keys) == Set(Self.rows.joined()))
    }

    @Test func `imports go down, never sideways or up`() throws {
        for (target, modules) in try Self.imports() {
            let row = try #require(Self.row(target), "\(target) stands in no row")
            for module in modules {
                guard let below = Self.row(module) else { continue }
                #expect(below < row, "\(target) imports \(module)")
            }
        }
    }

    @Test func `what is reserved is imported by those it is for only`() throws {
        for (target, modules) in try Self.imports() {
            for module in modules {
                guard let allowed = Self.reserved[module] else { continue }
                #expect(allowed.contains(target), "\(target) imports \(module)")
            }
        }
    }

    @Test func `the client is made of nothing that starts slowly`() throws {
        let imports = try Self.imports()
        for target in ["ClientCommand", "SearchClient", "LocalSocket", "Wire", "Release", "URIs"] {
            let modules = try #require(imports[target])
            #expect(modules.subtracting(Self.client) == [], "\(target)")
        }
    }

    @Test func `nothing is public, because we ship programs`() throws {
        let sources = Self.checkout.appendingPathComponent("Sources")
        for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path) where path.hasSuffix(".swift") {
            let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
            #expect(text.firstRange(of: #/(?m)^\s*(public|open) \w/#) == nil, "\(path)")
        }
    }
}
