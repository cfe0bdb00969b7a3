internal import ArgumentParser
internal import Glibc
internal import URIs

/// A file named on the command line, in its bytes, which need not be UTF-8.
struct FileArgument: Hashable, ExpressibleByArgument {
    /// As it was typed, repaired where it is not UTF-8.
    let text: String
    private let bytes: [UInt8]

    init(argument: String) {
        self.init(argument: argument, among: Self.processArguments)
    }

    /// - Parameter arguments: the bytes of the words that `argument` is one of.
    init(argument: String, among arguments: [[UInt8]]) {
        text = argument
        let scheme = "file://"
        if argument.hasPrefix(scheme), let path = PercentEncoding.decoded(argument.dropFirst(scheme.count)) {
            // As the answers name files, and 'sou-index explain' takes them.
            bytes = path
        } else if argument.unicodeScalars.contains("\u{FFFD}") {
            // Swift has repaired the word; the one that it was made of has what was typed.
            bytes = arguments.first { String(decoding: $0, as: UTF8.self) == argument } ?? Array(argument.utf8)
        } else {
            bytes = Array(argument.utf8)
        }
    }

    /// The paths under which an index may have the file, the likeliest first: made absolute by its words alone, and as the
    /// file system resolves it, when it exists and that is another. None when the file has no name.
    ///
    /// - Parameter folder: the folder that it is relative to; nil when that is unknown.
    func absolutePaths(in folder: [UInt8]?) -> [[UInt8]] {
        let slash = UInt8(ascii: "/")
        guard !bytes.isEmpty, let base = bytes.first == slash ? [] : folder else { return [] }
        var parts: [ArraySlice<UInt8>] = []
        for part in (base + [slash] + bytes).split(separator: slash) where !part.elementsEqual(".".utf8) {
            if part.elementsEqual("..".utf8) { _ = parts.popLast() } else { parts.append(part) }
        }
        let path = parts.isEmpty ? [slash] : parts.flatMap { [slash] + $0 }
        guard let resolved = resolved, resolved != path else { return [path] }
        return [path, resolved]
    }

    /// The bytes of the folder that the program was started in; nil when it is gone.
    static var currentFolder: [UInt8]? {
        guard let path = getcwd(nil, 0) else { return nil }
        defer { free(path) }
        return byteArray(path)
    }

    private var resolved: [UInt8]? {
        let path = bytes.map { CChar(bitPattern: $0) } + [0]
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return Self.byteArray(resolved)
    }

    private static var processArguments: [[UInt8]] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { index in CommandLine.unsafeArgv[index].map(byteArray) }
    }

    private static func byteArray(_ text: UnsafeMutablePointer<CChar>) -> [UInt8] {
        UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) }
    }
}
