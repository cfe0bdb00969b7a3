internal import Glibc

/// The bytes as the system takes them.
func cString(_ bytes: some Collection<UInt8>) -> [CChar] {
    bytes.map { CChar(bitPattern: $0) } + [0]
}

/// The path without symbolic links; nil when there is nothing there.
func resolvedPath(_ path: [UInt8]) -> [UInt8]? {
    guard let resolved = realpath(cString(path), nil) else { return nil }
    defer { free(resolved) }
    return UnsafeBufferPointer(start: resolved, count: strlen(resolved)).map { UInt8(bitPattern: $0) }
}

/// The path of a name in a folder.
func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
    var path = folder
    path.reserveCapacity(folder.count + 1 + name.count)
    if path.last != UInt8(ascii: "/") { path.append(UInt8(ascii: "/")) }
    path += name
    return path
}

/// Whether a path is a folder's or below it.
package func isPath(_ path: [UInt8], atOrBelow folder: [UInt8]) -> Bool {
    guard path.starts(with: folder) else { return false }
    return path.count == folder.count || folder.last == UInt8(ascii: "/") || path[folder.count] == UInt8(ascii: "/")
}
