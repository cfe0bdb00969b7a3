// swift-tools-version: 6.1
import PackageDescription

// The rows of ARCHITECTURE.md, lowest first. Imports go down only; Tests/ImportRulesTests holds us to it.

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")

func nio(_ name: String) -> Target.Dependency {
    .product(name: name, package: "swift-nio")
}

/// Every Swift target is compiled alike: Swift 6 mode, members imported only from modules that are named.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: swiftSettings)
}

let package = Package(
    name: "Sou",
    products: [
        .executable(name: "sou-index", targets: ["IndexerCommand"]),
        .executable(name: "sou-extract", targets: ["ExtractorCommand"]),
        .executable(name: "soud", targets: ["DaemonCommand"]),
        .executable(name: "sou", targets: ["ClientCommand"]),
        .executable(name: "sou-bench", targets: ["Benchmarks"]),
        .executable(name: "sou-eval", targets: ["Evaluation"]),
        .executable(name: "sou-fuzz", targets: ["Fuzzing"]),
        .executable(name: "sou-accidents", targets: ["Accidents"]),
        .executable(name: "sou-release-checks", targets: ["ReleaseChecks"]),
        .library(name: "fault-injection", type: .dynamic, targets: ["FaultInjection"]),
        .executable(name: "sandbox-probe", targets: ["SandboxProbe"]),
        .executable(name: "fake-extractor", targets: ["FakeExtractor"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Row C: what Swift cannot call of C and C++, or cannot call safely.
        .target(name: "CXapian", linkerSettings: [.linkedLibrary("xapian")]),
        .target(
            name: "CUnicode",
            linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("opencc"), .linkedLibrary("stemmer")]),
        .target(name: "CLinux"),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0"),
        .systemLibrary(name: "CMarkdown", pkgConfig: "libcmark-gfm"),
        .target(name: "CEncodings", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("uchardet")]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),
        .systemLibrary(name: "CMagic"),
        .systemLibrary(name: "CZstandard", pkgConfig: "libzstd"),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate"),
        .systemLibrary(name: "CPopplerGLib", pkgConfig: "poppler-glib"),
        .target(name: "CPDF", dependencies: ["CPopplerGLib"]),
        .target(name: "CSandbox", linkerSettings: [.linkedLibrary("seccomp")]),

        // Row 0
        library("Documents"),
        library("FileWatching", ["CLinux"]),
        library("Analysis", ["CUnicode"]),
        library("GlassTables", ["CDeflate", systemPackage]),
        library("IndexSchema", ["CLinux", "CZstandard", systemPackage]),
        library("Settings", ["TOMLKit", systemPackage]),
        library("LocalSocket"),
        library("ServiceManagement", [systemPackage]),
        library("Wire"),
        library("Release"),
        library("URIs"),
        library("Sandboxing", ["CSandbox", systemPackage]),

        // Row 1
        library("Encodings", ["Documents", "CEncodings"]),
        library("ExtractorProtocol", ["Documents", "CLinux", systemPackage]),
        library("XapianIndex", ["CXapian", "GlassTables", systemPackage]),
        library("Queries", ["Analysis"]),
        library("Matching", ["Analysis", "CLinux"]),

        // Row 2
        library(
            "Extraction",
            ["Documents", "Encodings", "CLibXML2", "CMarkdown", "CArchive", "CMagic", "CPDF", "Yams"]),
        library(
            "Indexing",
            [
                "XapianIndex", "GlassTables", "Analysis", "Documents", "ExtractorProtocol", "FileWatching",
                "IndexSchema", "URIs", "CLinux", systemPackage,
            ]),
        library(
            "Search",
            ["XapianIndex", "Queries", "Matching", "Analysis", "IndexSchema", "CLinux", systemPackage]),

        // Row 3
        library(
            "SearchServer",
            [
                "Search", "IndexSchema", "Wire", "URIs", nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"), logging,
            ]),
        library("SearchClient", ["LocalSocket", "Wire", "URIs"]),

        // Row 4
        program(
            "IndexerCommand",
            [
                "Indexing", "Analysis", "Documents", "ExtractorProtocol", "FileWatching", "IndexSchema", "Settings",
                "ServiceManagement", "Release", "URIs", argumentParser, systemPackage,
            ]),
        program(
            "DaemonCommand",
            [
                "SearchServer", "Search", "Queries", "Analysis", "Settings", "ServiceManagement", "Release",
                argumentParser, logging,
                serviceLifecycle, unixSignals, nio("NIOCore"), systemPackage,
            ]),
        program(
            "ExtractorCommand",
            ["Extraction", "ExtractorProtocol", "Documents", "Sandboxing", "Release", argumentParser, systemPackage]),
        program("ClientCommand", ["SearchClient", "LocalSocket", "Wire", "Release", argumentParser]),

        // Tests
        .target(
            name: "TestSupport", dependencies: ["XapianIndex", "IndexSchema", systemPackage], path: "Tests/TestSupport",
            swiftSettings: swiftSettings),
        tests("ImportRulesTests", []),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Analysis", "Documents", "Encodings", "FileWatching", "LocalSocket", "Search", "SearchClient", "URIs",
                "Wire", "TestSupport", argumentParser, systemPackage,
            ],
            path: "Tests/Benchmarks",
            exclude: ["Runs", "Peers/Programs"], swiftSettings: swiftSettings),
        .executableTarget(
            name: "Evaluation",
            dependencies: [
                "Search", "Indexing", "Analysis", "Documents", "ExtractorProtocol", "FileWatching", "TestSupport",
                argumentParser, systemPackage,
            ],
            path: "Tests/Evaluation", exclude: ["Lucene"], swiftSettings: swiftSettings),
        tests("EvaluationTests", ["Evaluation", argumentParser, systemPackage]),
        .executableTarget(
            name: "Fuzzing",
            dependencies: ["Extraction", "Encodings", "Documents", "Queries", "Analysis", "TestSupport"],
            path: "Tests/Fuzzing", swiftSettings: swiftSettings),
        .target(name: "FaultInjection", path: "Tests/FaultInjection"),
        .target(name: "AllocationCounting", path: "Tests/AllocationCounting"),
        .executableTarget(
            name: "ReleaseChecks",
            dependencies: [
                "AllocationCounting", "Analysis", "GlassTables", "Matching", "XapianIndex", "CXapian", "TestSupport",
                systemPackage,
            ],
            path: "Tests/ReleaseChecks", swiftSettings: swiftSettings),
        .executableTarget(
            name: "Accidents",
            dependencies: [
                "Analysis", "IndexSchema", "Indexing", "LocalSocket", "SearchClient", "Wire", "TestSupport",
                argumentParser,
                systemPackage,
            ],
            path: "Tests/Accidents", swiftSettings: swiftSettings),
        tests("AccidentsTests", ["Accidents", systemPackage]),
        tests("BenchmarksTests", ["Benchmarks", "Encodings", "Wire", argumentParser, systemPackage]),
        tests("DocumentsTests", ["Documents"]),
        tests("EncodingsTests", ["Encodings", "Documents"]),
        .executableTarget(
            name: "SandboxProbe", dependencies: ["Sandboxing", "CSandbox", systemPackage], path: "Tests/SandboxProbe",
            swiftSettings: swiftSettings),
        tests("SandboxingTests", ["Sandboxing", "CSandbox", "SandboxProbe", systemPackage]),
        tests("ExtractorProtocolTests", ["ExtractorProtocol", "Documents", systemPackage]),
        .executableTarget(
            name: "FakeExtractor", dependencies: ["ExtractorProtocol", "Documents", systemPackage],
            path: "Tests/FakeExtractor", swiftSettings: swiftSettings),
        tests("ExtractionTests", ["Extraction", "Documents", "Encodings"], exclude: ["Fixtures"]),
        tests(
            "ExtractorCommandTests",
            [
                "ExtractorCommand", "ExtractorProtocol", "Documents", "Extraction", "Indexing", argumentParser,
                systemPackage,
            ]),
        tests("AnalysisTests", ["Analysis", "CUnicode"]),
        tests("GlassTablesTests", ["GlassTables", "XapianIndex", systemPackage]),
        tests("IndexSchemaTests", ["IndexSchema", "CLinux", systemPackage]),
        tests("FileWatchingTests", ["FileWatching", systemPackage]),
        tests("SettingsTests", ["Settings", systemPackage]),
        tests("ServiceManagementTests", ["ServiceManagement", systemPackage]),
        tests("LocalSocketTests", ["LocalSocket", systemPackage]),
        tests("WireTests", ["Wire"]),
        tests("URIsTests", ["URIs"]),
        tests("XapianIndexTests", ["XapianIndex", systemPackage], exclude: ["Fixtures"]),
        tests("QueriesTests", ["Queries", "Analysis", "Fuzzing"]),
        tests("MatchingTests", ["Matching", "Analysis", "CLinux"]),
        tests(
            "IndexingTests",
            [
                "Indexing", "XapianIndex", "Analysis", "Documents", "Extraction", "ExtractorProtocol", "FileWatching",
                "IndexSchema", "FakeExtractor", "ExtractorCommand", systemPackage,
            ]),
        tests(
            "SearchTests",
            [
                "Search", "Indexing", "XapianIndex", "Queries", "Matching", "Analysis", "Documents", "FileWatching",
                "IndexSchema", "CLinux", systemPackage,
            ]),
        tests(
            "SearchServerTests",
            [
                "SearchServer", "Search", "IndexSchema", "Wire", nio("NIOCore"), nio("NIOPosix"), nio("NIOEmbedded"),
                nio("NIOHTTP1"),
                logging,
            ]),
        tests("SearchClientTests", ["SearchClient", "LocalSocket", "Wire"]),
        tests(
            "IndexerCommandTests",
            [
                "IndexerCommand", "Indexing", "CLinux", "ExtractorProtocol", "FileWatching", "IndexSchema",
                "ServiceManagement",
                "Settings", "URIs", systemPackage,
            ]),
        tests("DaemonCommandTests", ["DaemonCommand", "ServiceManagement", logging, systemPackage]),
        tests("ClientCommandTests", ["ClientCommand", "SearchClient", "LocalSocket", "Wire", argumentParser]),
        tests("EndToEndTests", [systemPackage]),
        tests("ServiceFilesTests", ["Settings", "LocalSocket", systemPackage]),
    ],
    cxxLanguageStandard: .cxx17
)
