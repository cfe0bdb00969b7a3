package import SystemPackage

extension FilePath {
    /// A path of these bytes, which need not be UTF-8 and have no zero among them.
    init(bytes: [UInt8]) {
        self.init(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
    }

    package var bytes: [UInt8] {
        withPlatformString { start in
            UnsafeBufferPointer(start: start, count: length).map { UInt8(bitPattern: $0) }
        }
    }
}
