/// The names of what lies in the folder of an index.
package enum IndexLayout {
    /// Xapian's stub file: it names the generation that is live, and makes the folder open as one database.
    package static let stub = "XAPIANDB"
    /// Held by the one process that writes; its text says who that is.
    package static let writerLock = "writer.lock"
    /// What the process that keeps the index fresh says of itself; there while it runs.
    package static let watcherState = "watcher.json"
    /// What the folder of a build that is under way begins with.
    package static let scratchPrefix = "building-"

    /// What a generation's folder begins with while it is being removed, so that none is ever there in part under its own
    /// name.
    package static let removedPrefix = "removed-"

    private static let generationPrefix = "gen-"

    /// The folder of a generation: `gen-000007`.
    package static func generationName(_ number: Int) -> String {
        let digits = String(number)
        return generationPrefix + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// The number of a generation's folder; nil for any other name.
    package static func generationNumber(_ name: some StringProtocol) -> Int? {
        guard name.hasPrefix(generationPrefix) else { return nil }
        let digits = name.dropFirst(generationPrefix.count)
        guard digits.count >= 6, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
            generationName(number) == name
        else { return nil }
        return number
    }

    /// The text of a stub that makes one generation live.
    package static func stubText(generation: Int) -> String {
        "auto \(generationName(generation))\n"
    }

    /// The generation that a stub's first line names; nil when the line is not one of ours.
    package static func generation(inStub text: String) -> Int? {
        guard let line = text.split(separator: "\n").first, line.hasPrefix("auto ") else { return nil }
        return generationNumber(line.dropFirst("auto ".count))
    }

    /// Whether these bytes are what a crash of the machine may leave of a stub of ours: its beginning, or nothing, and
    /// zeros.
    package static func isTornStub(_ bytes: [UInt8]) -> Bool {
        let start = Array("auto \(generationPrefix)".utf8)
        let written = bytes.prefix(bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0)
        guard written.count > start.count else { return start.starts(with: written) }
        return written.starts(with: start)
            && written.dropFirst(start.count).allSatisfy { (0x30...0x39).contains($0) }
    }
}
