import Foundation
import Glibc
import SystemPackage
import TestSupport

/// The texts that every peer indexes: a copy that may be changed.
final class PeerCorpus {
    struct File {
        var path: FilePath
        var bytes: Int
    }

    let name: String
    let folder: FilePath
    private(set) var files: [File] = []
    /// Those that are changed, with what they were.
    private var originals: [(file: FilePath, text: [UInt8])] = []
    private var changeCount = 0
    /// All were last modified then, unless they are changed; some peers compare whole seconds.
    private let modified = time(nil) - 86_400

    var bytes: Int { files.reduce(0) { $0 + $1.bytes } }
    var changedFiles: [FilePath] { originals.map(\.file) }
    /// Of bytes of text.
    var changedBytes: Int { originals.reduce(0) { $0 + $1.text.count } }

    /// Copies the files of a folder that are UTF-8 and not hidden, for not every peer decodes and none hides alike.
    ///
    /// Throws: what Foundation says when a file cannot be read or written.
    init(folder source: String, copiedTo folder: FilePath) throws {
        name = URL(fileURLWithPath: source).lastPathComponent
        self.folder = folder
        for path in try FileManager.default.subpathsOfDirectory(atPath: source).sorted() {
            let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
            let file = URL(fileURLWithPath: source).appendingPathComponent(path)
            guard !isHidden, !path.contains(where: \.isNewline),
                try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
            else { continue }
            let bytes = [UInt8](try Data(contentsOf: file))
            guard String(validating: bytes, as: UTF8.self) != nil else { continue }
            try add(path, bytes)
        }
        try takeOriginals()
    }

    /// Writes generated texts, plain and Markdown in turn.
    init(generatedBytes: Int, in folder: FilePath) throws {
        let corpus = Corpus.generated(sizeBytes: generatedBytes)
        name = "generated from the project's own sample sentences"
        self.folder = folder
        for (number, bytes) in corpus.documents.enumerated() {
            try add("卷\(number / 100)/\(number).\(number % 2 == 0 ? "txt" : "md")", bytes)
        }
        try takeOriginals()
    }

    /// The extensions of at least a hundredth of the files, and at most four of them, the most frequent first.
    var extensions: [String] {
        let counts = Dictionary(files.compactMap { $0.path.extension.map { ($0, 1) } }, uniquingKeysWith: +)
        let frequent = counts.filter { $0.value * 100 >= files.count && $0.key.allSatisfy(\.isLetter) }
        return frequent.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4).map(\.key)
    }

    /// Some of the texts.
    func texts(upTo count: Int) throws -> [String] {
        try QuerySet.evenly(count, of: files).map { String(decoding: try read($0.path), as: UTF8.self) }
    }

    /// A hundredth of the files get a sentence more, another each time.
    func change() throws {
        changeCount += 1
        for (file, text) in originals {
            try write(text + Array("\n\n第\(changeCount)次修订：本页由编者重新校过一遍。\n".utf8), to: file)
        }
    }

    /// The files are again what they were.
    func restore() throws {
        for (file, text) in originals {
            try write(text, to: file)
            try setTime(of: file)
        }
    }

    /// A folder with every so manieth file.
    ///
    /// - Returns: how many bytes of text it has.
    func link(each step: Int, into folder: FilePath) throws -> Int {
        var bytes = 0
        for (number, file) in files.enumerated() where number % step == 0 {
            let inner = FilePath(String(file.path.string.dropFirst(self.folder.string.utf8.count + 1)))
            let path = folder.pushing(inner)
            try makeFolder(path.removingLastComponent())
            guard Glibc.link(file.path.string, path.string) == 0 else { throw Errno(rawValue: errno) }
            bytes += file.bytes
        }
        return bytes
    }

    /// A folder with more text: copies of the files, the first as they are, and of the others with as many lines, which are
    /// drawn from all of the texts, so that no two files are the same.
    ///
    /// - Returns: how many bytes of text it has, at most a file's more than was asked for.
    func grow(toBytes limit: Int, in folder: FilePath) throws -> Int {
        let lines = try files.map { file in
            try read(file.path).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        }
        let all = lines.joined().filter { !$0.isEmpty }
        var generator = SplitMix64(state: 20_261_130)
        var bytes = 0
        for copy in 0... {
            for (file, ownLines) in zip(files, lines) {
                guard bytes < limit else { return bytes }
                let text =
                    copy == 0
                    ? ownLines
                    : ownLines.map { line in
                        line.isEmpty ? line : all[Int.random(in: all.indices, using: &generator)]
                    }
                let inner = file.path.string.dropFirst(self.folder.string.utf8.count + 1)
                let path = folder.pushing(FilePath("\(copy)/\(inner)"))
                try makeFolder(path.removingLastComponent())
                let written = Array(text.joined(separator: [UInt8(ascii: "\n")]))
                try write(written, to: path)
                bytes += written.count
            }
        }
        return bytes
    }

    private func add(_ path: String, _ bytes: [UInt8]) throws {
        let file = folder.pushing(FilePath(path))
        try makeFolder(file.removingLastComponent())
        try write(bytes, to: file)
        try setTime(of: file)
        files.append(File(path: file, bytes: bytes.count))
    }

    private func takeOriginals() throws {
        for (number, file) in files.enumerated() where number % 100 == 50 || files.count < 100 && number == 0 {
            originals.append((file.path, try read(file.path)))
        }
    }

    private func makeFolder(_ folder: FilePath) throws {
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    }

    private func setTime(of file: FilePath) throws {
        let times = Array(repeating: timespec(tv_sec: modified, tv_nsec: 0), count: 2)
        guard utimensat(AT_FDCWD, file.string, times, 0) == 0 else { throw Errno(rawValue: errno) }
    }
}
