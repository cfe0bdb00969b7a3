/// A ZIP of some files, not compressed, as its writer would make it.
func zipped(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
    var local: [UInt8] = []
    var central: [UInt8] = []
    for file in files {
        let name = Array(file.name.utf8)
        let size = little(UInt32(file.content.count))
        // Version 2.0, names in UTF-8, stored; the date is of no matter.
        let common =
            little(UInt16(20)) + little(UInt16(0x800)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0x21))
            + little(crc32(file.content)) + size + size + little(UInt16(name.count)) + little(UInt16(0))
        central += [0x50, 0x4B, 1, 2] + little(UInt16(20)) + common
        central += little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0))
        central += little(UInt32(local.count)) + name
        local += [0x50, 0x4B, 3, 4] + common + name + file.content
    }
    let end =
        [0x50, 0x4B, 5, 6] + little(UInt32(0)) + little(UInt16(files.count)) + little(UInt16(files.count))
        + little(UInt32(central.count)) + little(UInt32(local.count)) + little(UInt16(0))
    return local + central + end
}

/// As above, of texts.
func zipped(_ files: [(String, String)]) -> [UInt8] {
    zipped(files.map { (name: $0.0, content: Array($0.1.utf8)) })
}

func little<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian, Array.init)
}

func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF as UInt32) { crc, byte in
        (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
}
