internal import SystemPackage

extension Configuration {
    /// The configuration a program runs with: flag before environment before file before default, for every setting.
    ///
    /// A default file that does not exist is an empty one; a file named by flag or environment has to exist.
    ///
    /// - Parameter patternDefect: why a pattern can match nothing, as the end of a sentence; nil when it can. Programs that
    ///   do not use the patterns need not check them.
    ///
    /// The file is read with blocking calls, so this belongs at the start of a program.
    ///
    /// Throws: `ConfigurationError`, whose description is for the person who wrote the file or the flag.
    package static func load(
        flags: Flags = Flags(), surroundings: Surroundings = .current(),
        patternDefect: (String) -> String? = { _ in nil }
    ) throws(ConfigurationError) -> Configuration {
        let defaults = try Paths.defaults(in: surroundings)
        var configuration = Configuration(paths: defaults)

        let named = flags.configuration ?? surroundings.value("SOU_CONFIG")
        let file = named ?? defaults.configuration
        if let text = try text(of: file, required: named != nil) {
            try configuration.overlay(
                text: text, of: file, home: surroundings.absolute("HOME"), patternDefect: patternDefect)
        }

        if let index = flags.index ?? surroundings.value("SOU_INDEX") { configuration.index.path = index }
        configuration.index.extractor = surroundings.value("SOU_EXTRACT")
        if let socket = flags.socket ?? surroundings.value("SOU_SOCKET") { configuration.daemon.socket = socket }
        if let threads = flags.threads {
            try configuration.set(ConfigurationKey.threads, flag: "--threads", to: threads)
        }
        if let jobs = flags.jobs { try configuration.set(ConfigurationKey.jobs, flag: "--jobs", to: jobs) }
        return configuration
    }

    private mutating func set(_ key: ConfigurationKey, flag: String, to number: Int) throws(ConfigurationError) {
        guard case .integer(let keyPath, let range) = key.value else { preconditionFailure("\(key.name) is no number") }
        guard range.contains(number) else {
            throw ConfigurationError(.flagOutOfRange(flag: flag, value: number, range: range))
        }
        self[keyPath: keyPath] = number
    }

    /// The text of a file; nil when it does not exist and need not.
    private static func text(of file: FilePath, required: Bool) throws(ConfigurationError) -> String? {
        let bytes: [UInt8]
        do {
            bytes = try readAll(file)
        } catch let errno as Errno where errno == .noSuchFileOrDirectory && !required {
            return nil
        } catch {
            throw ConfigurationError(.unreadable("\(error)"), file: file)
        }
        // The TOML parser takes a C string: a NUL would hide the rest of the file from it.
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw ConfigurationError(.notText, file: file)
        }
        return text
    }

    private static func readAll(_ file: FilePath) throws -> [UInt8] {
        let descriptor = try FileDescriptor.open(file, .readOnly, options: .closeOnExec)
        return try descriptor.closeAfter {
            var bytes: [UInt8] = []
            let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 * 1024, alignment: 1)
            defer { piece.deallocate() }
            while case let count = try descriptor.read(into: piece), count > 0 {
                bytes.append(contentsOf: piece[..<count])
            }
            return bytes
        }
    }
}
