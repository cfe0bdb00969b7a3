internal import Foundation
internal import Glibc
package import SystemPackage

/// Calls the body with a folder of its own, and removes the folder and all that is in it.
package func withTemporaryFolder<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let folder = try makeTemporaryFolder()
    defer { removeTemporaryFolder(folder) }
    return try body(folder)
}

/// The same for a body that waits.
package func withTemporaryFolder<Result>(_ body: (FilePath) async throws -> Result) async throws -> Result {
    let folder = try makeTemporaryFolder()
    defer { removeTemporaryFolder(folder) }
    return try await body(folder)
}

private func makeTemporaryFolder() throws -> FilePath {
    var name = Array("/tmp/sou-tests-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw Errno(rawValue: errno) }
    return FilePath(platformString: name)
}

private func removeTemporaryFolder(_ folder: FilePath) {
    do {
        try FileManager.default.removeItem(atPath: folder.string)
    } catch {
        // Names that are not UTF-8 are beyond Foundation; what is left over is said, for it fills the disk.
        print("cannot remove '\(folder)': \(error)")
    }
}

/// Writes a file of a test, replacing what is there.
package func write(_ bytes: some Sequence<UInt8>, to file: FilePath) throws {
    let descriptor = try FileDescriptor.open(
        file, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite, .groupRead, .otherRead])
    try descriptor.closeAfter { _ = try descriptor.writeAll(Array(bytes)) }
}

/// Writes a text file of a test, in folders that are made when they are missing.
package func write(_ text: String, to file: FilePath) throws {
    try FileManager.default.createDirectory(
        atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
    try write(text.utf8, to: file)
}

/// The bytes of a file.
package func read(_ file: FilePath) throws -> [UInt8] {
    let descriptor = try FileDescriptor.open(file, .readOnly)
    return try descriptor.closeAfter {
        var bytes = [UInt8](repeating: 0, count: Int(try descriptor.seek(offset: 0, from: .end)))
        var at = 0
        while at < bytes.count {
            let count = try bytes.withUnsafeMutableBytes {
                try descriptor.read(
                    fromAbsoluteOffset: Int64(at), into: UnsafeMutableRawBufferPointer(rebasing: $0[at...]))
            }
            guard count > 0 else { throw Errno.ioError }
            at += count
        }
        return bytes
    }
}

/// Removes a folder and all that is in it.
package func removeFolder(_ folder: FilePath) throws {
    try FileManager.default.removeItem(atPath: folder.string)
}

/// Changes the bytes of a file, as damage to a disk would; a file that is missing is made.
package func edit(_ file: FilePath, _ change: (inout [UInt8]) -> Void) throws {
    var bytes = FileManager.default.fileExists(atPath: file.string) ? try read(file) : []
    change(&bytes)
    try write(bytes, to: file)
}
