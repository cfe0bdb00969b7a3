internal import Glibc
internal import SystemPackage

/// The memory that this process may take at most.
enum AvailableMemory {
    /// The machine's, or the limit of the process's control group when that is lower.
    static func bytes(controlGroups root: FilePath = "/sys/fs/cgroup") -> Int {
        let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        let group = text("/proc/self/cgroup").flatMap(self.group(in:)) ?? "/"
        return limit(of: group, below: root).map { min($0, machine) } ?? machine
    }

    /// The lowest limit of a group and those it is in; nil without any.
    ///
    /// - Parameter root: where control groups are mounted. What cannot be read there limits nothing.
    static func limit(of group: String, below root: FilePath) -> Int? {
        var lowest: Int?
        var folder = root.appending(group.split(separator: "/").map { FilePath.Component(String($0)) ?? "." })
        while folder.starts(with: root) {
            for name in ["memory.max", "memory.high"] {
                // "max" is no limit.
                guard let bytes = text(folder.appending(name)).flatMap({ Int($0.prefix { $0 != "\n" }) }) else {
                    continue
                }
                lowest = min(bytes, lowest ?? bytes)
            }
            guard folder.removeLastComponent() else { break }
        }
        return lowest
    }

    /// The group in the contents of `/proc/self/cgroup`: version 2's line begins with `0::`.
    static func group(in contents: String) -> String? {
        contents.split(separator: "\n").first { $0.hasPrefix("0::") }.map { String($0.dropFirst(3)) }
    }

    private static func text(_ path: FilePath) -> String? {
        do {
            let file = try FileDescriptor.open(path, .readOnly)
            return try file.closeAfter {
                var bytes = [UInt8](repeating: 0, count: 4096)
                let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
                return String(decoding: bytes[..<count], as: UTF8.self)
            }
        } catch {
            // Without control groups there are no such files.
            return nil
        }
    }
}
