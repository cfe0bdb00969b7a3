internal import Glibc

/// What is mounted where. The system says when it changes, and a mount gives no event to the folder that it covers.
struct MountTable {
    /// -1 where there is no /proc. When the table changes, poll() reports POLLPRI.
    let descriptor = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)
    /// What tells a mount from others, by its path.
    private var mounts: [[UInt8]: [UInt8]] = [:]

    /// Reads the table; the paths at which it differs from what was read before.
    mutating func readChanges() -> [[UInt8]] {
        let new = read()
        let changed = Set(mounts.keys).union(new.keys).filter { mounts[$0] != new[$0] }
        mounts = new
        return Array(changed)
    }

    private func read() -> [[UInt8]: [UInt8]] {
        guard descriptor >= 0, lseek(descriptor, 0, SEEK_SET) == 0 else { return mounts }
        var bytes: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 1)
        defer { piece.deallocate() }
        while true {
            let count = Glibc.read(descriptor, piece.baseAddress, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += piece[..<count]
        }
        var mounts: [[UInt8]: [UInt8]] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            // Number, parent's number, device, root, path and more; of mounts on one path the last covers the others.
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
            guard fields.count == 6 else { continue }
            mounts[Self.unescaped(fields[4])] = Array(line[fields[0].startIndex..<fields[3].endIndex])
        }
        return mounts
    }

    /// Blanks, line ends and backslashes are written as three octal digits after a backslash.
    private static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = field.startIndex
        while index < field.endIndex {
            if field[index] == UInt8(ascii: "\\"), index + 3 < field.endIndex {
                let value = field[index + 1...index + 3].reduce(0) { $0 * 8 + Int($1 & 7) }
                bytes.append(UInt8(truncatingIfNeeded: value))
                index += 4
            } else {
                bytes.append(field[index])
                index += 1
            }
        }
        return bytes
    }

    func closeDescriptor() {
        if descriptor >= 0 { close(descriptor) }
    }
}
