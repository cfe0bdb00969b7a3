import SystemPackage
import Testing

@testable import Settings

/// `config/sou.toml`, which documents the defaults and is installed as it is.
struct DefaultFileTests {
    private static let path = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().appending("config/sou.toml")

    private func text() throws -> String {
        let descriptor = try FileDescriptor.open(Self.path, .readOnly)
        return try descriptor.closeAfter {
            try String(unsafeUninitializedCapacity: 1 << 16) { buffer in
                try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }

    /// The text in two parts: the sections and the example of a folder.
    private func parts() throws -> (sections: String, example: String) {
        let text = try text()
        let start = try #require(text.firstRange(of: "#[[folder]]")?.lowerBound)
        return (String(text[..<start]), String(text[start...]))
    }

    private func parse(_ text: String) throws -> Configuration {
        var elsewhere = Configuration(paths: Paths(configuration: "/e", index: "/e/index", socket: "/e/socket"))
        try elsewhere.overlay(text: text, of: Self.path, home: nil)
        return elsewhere
    }

    @Test func `as it is shipped it says nothing`() throws {
        #expect(
            try parse(text())
                == Configuration(paths: Paths(configuration: "/e", index: "/e/index", socket: "/e/socket")))
    }

    @Test func `with every key uncommented it is the built-in defaults of the system`() throws {
        #expect(try parse(uncommented(parts().sections)) == Configuration(paths: .system))
    }

    @Test func `the example of a folder is one`() throws {
        let example = try uncommented(parts().example).replacing("~", with: "/home/lan")
        let folders = try parse(example).folders
        var selection = Configuration(paths: .system).index.selection
        selection.include = ["*.epub", "*.txt"]
        selection.minFileBytes = 100
        selection.fallbackEncodings = ["Big5"]
        #expect(folders == [Configuration.Folder(path: "/home/lan/书", selection: selection)])
    }

    @Test func `every key stands in it once, in the order of the table, with a comment above`() throws {
        var section = ""
        var keys: [String] = []
        var previous: Substring = ""
        for line in try parts().sections.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("[") { section = String(line.dropFirst().prefix { $0 != "]" }) }
            if let name = commentedKey(line) {
                keys.append("\(section).\(name)")
                #expect(previous.hasPrefix("# "), "\(name) is not explained")
            }
            previous = line
        }
        #expect(keys == ConfigurationKey.all.map { "\($0.section).\($0.name)" })
    }

    @Test func `the range that a comment gives is the range that is checked`() throws {
        var comment: Substring = ""
        for line in try parts().sections.split(separator: "\n", omittingEmptySubsequences: false) {
            if let name = commentedKey(line), let key = ConfigurationKey.all.first(where: { $0.name == name }),
                case .integer(_, let range) = key.value
            {
                let written = comment.replacing(" (1 KiB)", with: "")
                #expect(written.contains(" \(range.lowerBound) to \(range.upperBound)"), "\(name): \(comment)")
            }
            comment = line
        }
    }

    /// `#key = value` is a key; a comment for people has a blank after its sign.
    private func commentedKey(_ line: Substring) -> String? {
        guard line.hasPrefix("#"), !line.hasPrefix("# "), !line.hasPrefix("#["), let equals = line.firstIndex(of: "=")
        else { return nil }
        return String(line[line.index(after: line.startIndex)..<equals].filter { $0 != " " })
    }

    private func uncommented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { commentedKey($0) == nil && !$0.hasPrefix("#[") ? $0 : $0.dropFirst() }
            .joined(separator: "\n")
    }
}
