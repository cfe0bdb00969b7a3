internal import Foundation

/// A unique empty folder, removed with the value.
package struct TemporaryFolder: ~Copyable {
    package let path: String

    package init() throws {
        path = "/tmp/sou-\(UUID().uuidString.prefix(13))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
