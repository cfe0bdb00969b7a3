import Foundation
import SystemPackage

/// A folder of its own for one test, removed with everything in it at the end.
func withTemporaryFolder<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(component: "sou-settings-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    let result = Swift.Result { try body(FilePath(url.path)) }
    try FileManager.default.removeItem(at: url)
    return try result.get()
}

/// Writes a file with exactly these bytes.
func write(_ bytes: some Sequence<UInt8>, to path: FilePath) throws {
    try Data(bytes).write(to: URL(filePath: path.string))
}
