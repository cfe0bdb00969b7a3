import FoundationEssentials
import Glibc
import SystemPackage

/// Calls the body with a folder of its own, and removes the folder.
func withTemporaryFolder<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    var name = Array("/tmp/sou-IndexerCommandTests-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw Errno(rawValue: errno) }
    let folder = FilePath(platformString: name)
    defer { try? FileManager.default.removeItem(atPath: folder.string) }
    return try body(folder)
}

/// Writes a file, in folders that are made when they are missing.
func write(_ text: String, to file: FilePath) throws {
    try FileManager.default.createDirectory(
        atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
    let descriptor = try FileDescriptor.open(
        file, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite, .groupRead, .otherRead])
    try descriptor.closeAfter { _ = try descriptor.writeAll(text.utf8) }
}
