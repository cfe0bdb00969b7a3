import Foundation
import SystemPackage

/// A folder of its own for one test, removed with everything in it at the end.
func withTemporaryFolder<Result>(_ body: (FilePath) async throws -> Result) async throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(component: "soud-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    let result: Swift.Result<Result, any Error>
    do { result = .success(try await body(FilePath(url.path))) } catch { result = .failure(error) }
    try FileManager.default.removeItem(at: url)
    return try result.get()
}
