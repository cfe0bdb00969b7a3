internal import Foundation

/// The real documents that are not in the repository: `SOU_SHARED`, or `shared` beside the checkout.
package enum SharedFolder {
    /// The path of a folder or file in it; nil when it is not there.
    package static func path(_ name: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        // …/checkout/Tests/TestSupport/SharedFolder.swift
        let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared =
            environment["SOU_SHARED"].map { URL(fileURLWithPath: $0) }
            ?? checkout.deletingLastPathComponent().appendingPathComponent("shared")
        let path = shared.appendingPathComponent(name).path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// True when a test that needs the name must run: under CI even without it, so that its absence fails there.
    package static func isRequired(_ name: String) -> Bool {
        path(name) != nil || ProcessInfo.processInfo.environment["CI"] == "true"
    }

    /// Why a test is skipped.
    package static let absence = "needs the shared folder: set SOU_SHARED"

    /// The five real documents, by name.
    ///
    /// Throws: what Foundation says when they are not there, or not to be read.
    package static func seeds() throws -> [(name: String, text: String)] {
        let folder = path("seeds") ?? "shared/seeds"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            (name, try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
        }
    }
}
