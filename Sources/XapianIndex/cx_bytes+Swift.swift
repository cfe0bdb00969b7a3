internal import CXapian
internal import SystemPackage

extension cx_bytes {
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.init(start: bytes.baseAddress, count: bytes.count)
    }

    var buffer: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: start, count: count)
    }
}

/// Lends the bytes to a call of the shim.
func lend<Result>(_ bytes: [UInt8], to body: (cx_bytes) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(cx_bytes($0)) }
}

/// Lends a path's bytes to a call of the shim.
func lend<Result>(_ path: FilePath, to body: (cx_bytes) -> Result) -> Result {
    path.withPlatformString { start in
        let characters = UnsafeBufferPointer(start: start, count: path.length)
        return characters.withMemoryRebound(to: UInt8.self) { body(cx_bytes($0)) }
    }
}
