// swift-tools-version: 6.1
import PackageDescription

// The rows of ARCHITECTURE.md, lowest first. Imports go down only; Tests/ImportRulesTests holds us to it.

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

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

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: swiftSettings)
}

let package = Package(
    name: "Sou",
    products: [
        .executable(name: "sou-index", targets: ["IndexerCommand"]),
        .executable(name: "soud", targets: ["DaemonCommand"]),
        .executable(name: "sou", targets: ["ClientCommand"]),
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
        // C and C++ shims over libraries that Swift cannot call, or cannot call safely.
        .target(name: "CXapian", linkerSettings: [.linkedLibrary("xapian")]),
        .target(
            name: "CUnicode",
            linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("opencc"), .linkedLibrary("stemmer")]),
        .target(name: "CLinux"),

        // Row 0
        library("Analysis", ["CUnicode"]),
        library("IndexSchema"),
        library("Settings", ["TOMLKit"]),
        library("LocalSocket"),
        library("Wire"),

        // Row 1
        library("Queries", ["Analysis"]),
        library("Matching", ["Analysis"]),

        // Row 2
        library("Search", ["XapianIndex", "Queries", "Matching", "Analysis", "IndexSchema"]),

        // Row 3

        // Row 4

        // Tests
    ],
    cxxLanguageStandard: .cxx17
)
