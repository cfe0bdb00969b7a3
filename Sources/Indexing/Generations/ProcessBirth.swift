internal import Glibc
internal import SystemPackage

/// When a process began. With its number it tells the process from all others: those that had the number before or have it
/// later, and those that have it in a container.
struct ProcessBirth: Equatable {
    /// The time in ticks since the machine started, and the name of that start: `35012 0f4c…`.
    let text: String

    /// Nil when there is no such process, or the system does not tell.
    init?(of process: Int32) {
        guard let facts = Self.text("/proc/\(process)/stat"), let start = Self.text("/proc/sys/kernel/random/boot_id"),
            // The program's name, in parentheses, may have all characters.
            let end = facts.lastIndex(of: ")")
        else { return nil }
        let fields = facts[end...].split(separator: " ")
        guard fields.count > Self.fieldAfterName else { return nil }
        text = "\(fields[Self.fieldAfterName]) \(start.prefix { $0 != "\n" })"
    }

    /// Field 22 of proc(5), where the name ends field 2.
    private static let fieldAfterName = 20

    private static func text(_ path: String) -> String? {
        (try? FileTree.bytes(of: FilePath(path))).map { String(decoding: $0, as: UTF8.self) }
    }
}
