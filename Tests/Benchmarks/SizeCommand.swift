import ArgumentParser
import Foundation

/// Where each byte of an index goes.
struct SizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "size", abstract: "What of an index takes how many bytes, as a table in Markdown.")

    @Argument(help: "The folder of an index, or of one of its generations.")
    var index: String

    func run() throws {
        print(try Self.markdown(URL(fileURLWithPath: index)))
    }

    static func markdown(_ index: URL) throws -> String {
        var lines = ["| table | what | entries | MB |", "|---|---|--:|--:|"]
        func add(_ table: String, _ what: String, _ entries: String, _ bytes: Int) {
            let megabytes = String(format: "%.2f", Double(bytes) / 1_000_000)
            lines.append("| \(table) | \(what) | \(entries) | \(megabytes) |")
        }
        var total = 0
        let generation = try generation(index)
        for (name, root) in zip(["postlist", "docdata", "termlist"], try roots(generation)) {
            let file = generation.appendingPathComponent(name + ".glass")
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            let sizes = TableSizes(table: name, [UInt8](try Data(contentsOf: file)), root: root)
            for (what, share) in sizes.shares.sorted(by: { ($1.value.bytes, $0.key) < ($0.value.bytes, $1.key) }) {
                add(name, what, String(share.entries), share.bytes)
            }
            add(name, "free room in leaves", "", sizes.freeBytes)
            add(name, "heads of leaves, branches", "", sizes.frameBytes)
            add(name, "unused blocks", "", sizes.unusedBytes)
            add("**\(name)**", "", "", sizes.byteCount)
            total += sizes.byteCount
        }
        add("**all**", "", "", total)
        return lines.joined(separator: "\n")
    }

    /// The newest generation, unless the folder is one itself.
    private static func generation(_ folder: URL) throws -> URL {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        if names.contains("iamglass") { return folder }
        guard let newest = names.filter({ $0.hasPrefix("gen-") }).max() else {
            throw ValidationError("there is no index in \(folder.path)")
        }
        return folder.appendingPathComponent(newest)
    }

    /// The numbers of the root blocks of a generation's first three tables, out of `iamglass`: see `VersionFile`.
    static func roots(_ generation: URL) throws -> [Int] {
        // The magic bytes and the UUID.
        var rest = try Data(contentsOf: generation.appendingPathComponent("iamglass")).dropFirst(32)
        func number() -> Int {
            var (number, shift) = (0, 0)
            while let byte = rest.popFirst() {
                number |= Int(byte & 0x7F) << shift
                if byte < 0x80 { break }
                shift += 7
            }
            return number
        }
        _ = number()
        return (0..<3).map { _ in
            let root = number()
            // Level, entries, size of a block, what is deflated.
            for _ in 0..<4 { _ = number() }
            let freeListBytes = number()
            rest = rest.dropFirst(freeListBytes)
            return root
        }
    }
}
