internal import SystemPackage
internal import TOMLKit

extension Configuration {
    /// Sets what the text of a file says and leaves the rest as it is.
    ///
    /// The tree of the parser is walked against `ConfigurationKey.all` and not decoded with `TOMLDecoder`: that one
    /// reports a value of the wrong type as a missing key, and an unknown key without its table.
    ///
    /// - Parameter home: what `~` stands for; nil when it is not known.
    mutating func overlay(
        text: String, of file: FilePath, home: FilePath?, patternDefect: (String) -> String? = { _ in nil }
    ) throws(ConfigurationError) {
        func fail(_ reason: ConfigurationError.Reason, at key: [String], table: Int = 0) -> ConfigurationError {
            ConfigurationError(reason, file: file, position: TextPosition(ofKey: key, table: table, in: text))
        }

        /// Sets what a table says.
        func overlay(
            _ configuration: inout Configuration, with table: TOMLTable, keys: [ConfigurationKey], section: String,
            table number: Int = 0
        ) throws(ConfigurationError) {
            for (name, value) in table.sorted(by: { $0.0 < $1.0 }) {
                guard let key = keys.first(where: { $0.name == name }) else {
                    throw fail(.unknownKey(name, known: keys.map(\.name)), at: [section, name], table: number)
                }
                do throws(ConfigurationError.Reason) {
                    try configuration.set(key, to: value, home: home, patternDefect: patternDefect)
                } catch {
                    throw fail(error, at: [section, name], table: number)
                }
            }
        }

        let sections = ConfigurationKey.sections + [ConfigurationKey.folder]
        var folders: TOMLValueConvertible?
        for (section, value) in try Self.root(of: text, in: file).sorted(by: { $0.0 < $1.0 }) {
            guard sections.contains(section) else {
                throw fail(.unknownKey(section, known: sections), at: [section])
            }
            if section == ConfigurationKey.folder {
                folders = value
                continue
            }
            guard let table = value.table else {
                throw fail(.wrongType(section, wanted: "a table", found: value.type.sentenceName), at: [section])
            }
            let keys = ConfigurationKey.all.filter { $0.section == section }
            try overlay(&self, with: table, keys: keys, section: section)
        }

        // After all else: what a folder does not say is what `index` says.
        guard let folders else { return }
        let section = ConfigurationKey.folder
        func wrongType(_ found: TOMLValueConvertible) -> ConfigurationError {
            fail(.wrongType(section, wanted: "tables [[folder]]", found: found.type.sentenceName), at: [section])
        }
        guard let tables = folders.array else { throw wrongType(folders) }
        // Each is laid over a copy of the whole, of which only the selection and the path are kept.
        let path = ConfigurationKey(section: section, name: "path", value: .path(\.index.path))
        let keys = [path] + ConfigurationKey.all.filter(\.isPerFolder)
        for (number, value) in tables.enumerated() {
            guard let table = value.table else { throw wrongType(value) }
            guard table.contains(key: path.name) else {
                throw fail(.folderWithoutPath, at: [section], table: number)
            }
            var own = self
            try overlay(&own, with: table, keys: keys, section: section, table: number)
            self.folders.append(Folder(path: own.index.path, selection: own.index.selection))
        }
    }

    private static func root(of text: String, in file: FilePath) throws(ConfigurationError) -> TOMLTable {
        if let (trap, position) = ParserTrap.first(in: text) {
            throw ConfigurationError(.trap(trap), file: file, position: position)
        }
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw ConfigurationError(
                .syntax(error.description), file: file,
                position: TextPosition(line: error.source.begin.line, column: error.source.begin.column))
        } catch {
            throw ConfigurationError(.syntax("\(error)"), file: file)
        }
    }

    private mutating func set(
        _ key: ConfigurationKey, to value: TOMLValueConvertible, home: FilePath?, patternDefect: (String) -> String?
    ) throws(ConfigurationError.Reason) {
        func wanted<T>(_ wanted: String, _ value: T?, found: TOMLValueConvertible) throws(ConfigurationError.Reason)
            -> T
        {
            guard let value else { throw .wrongType(key.name, wanted: wanted, found: found.type.sentenceName) }
            return value
        }

        func strings() throws(ConfigurationError.Reason) -> [String] {
            var strings: [String] = []
            for element in try wanted("an array of strings", value.array, found: value) {
                strings.append(try wanted("an array of strings", element.string, found: element))
            }
            return strings
        }

        switch key.value {
        case .boolean(let keyPath):
            self[keyPath: keyPath] = try wanted("true or false", value.bool, found: value)
        case .patterns(let keyPath):
            let patterns = try strings()
            for pattern in patterns {
                if let defect = patternDefect(pattern) {
                    throw .pattern(key.name, value: pattern, defect: defect)
                }
            }
            self[keyPath: keyPath] = patterns
        case .types(let keyPath):
            let types = try strings()
            for type in types where !Self.isType(type) {
                throw .notOneOf(key.name, value: type, wanted: "types such as \"text/html\" or \"image/*\"")
            }
            self[keyPath: keyPath] = types
        case .encodings(let keyPath):
            let encodings = try strings()
            for encoding in encodings where !Self.isEncodingName(encoding) {
                throw .notOneOf(key.name, value: encoding, wanted: "names of encodings such as \"GB18030\"")
            }
            self[keyPath: keyPath] = encodings
        case .integer(let keyPath, let range):
            let number = try wanted("a whole number", value.int, found: value)
            guard range.contains(number) else { throw .outOfRange(key.name, value: number, range: range) }
            self[keyPath: keyPath] = number
        case .path(let keyPath):
            let text = try wanted("a string", value.string, found: value)
            self[keyPath: keyPath] = try Self.path(text, key: key, home: home)
        case .optionalPath(let keyPath):
            let text = try wanted("a string", value.string, found: value)
            self[keyPath: keyPath] = text.isEmpty ? nil : try Self.path(text, key: key, home: home)
        case .paths(let keyPath):
            var paths: [FilePath] = []
            for text in try strings() { paths.append(try Self.path(text, key: key, home: home)) }
            self[keyPath: keyPath] = paths
        case .mode(let keyPath):
            let text = try wanted("a string", value.string, found: value)
            guard let mode = UInt16(text, radix: 8), mode <= 0o777, text.first?.isNumber == true else {
                throw .notOneOf(key.name, value: text, wanted: "an octal mode such as \"0660\"")
            }
            self[keyPath: keyPath] = mode
        case .logLevel(let keyPath):
            let text = try wanted("a string", value.string, found: value)
            guard let level = LogLevel(rawValue: text) else {
                let names = LogLevel.allCases.map(\.rawValue).joined(separator: ", ")
                throw .notOneOf(key.name, value: text, wanted: "one of \(names)")
            }
            self[keyPath: keyPath] = level
        case .name(let keyPath):
            let text = try wanted("a string", value.string, found: value)
            guard !text.isEmpty, text.utf8.allSatisfy("abcdefghijklmnopqrstuvwxyz0123456789_".utf8.contains) else {
                throw .notOneOf(key.name, value: text, wanted: "a name in small letters, such as \"english\"")
            }
            self[keyPath: keyPath] = text
        }
    }

    /// `type/subtype` in the letters that RFC 6838 allows, the subtype perhaps a star.
    private static func isType(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        let isName = { (name: Substring) in
            !name.isEmpty && name.utf8.allSatisfy { isLetterOrDigit($0) || "!#$&-^_.+".utf8.contains($0) }
        }
        return isName(parts[0]) && (isName(parts[1]) || parts[1] == "*")
    }

    private static func isEncodingName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { isLetterOrDigit($0) || "-_:.".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static func path(
        _ text: String, key: ConfigurationKey, home: FilePath?
    ) throws(ConfigurationError.Reason) -> FilePath {
        if text.hasPrefix("/") { return FilePath(text) }
        guard text == "~" || text.hasPrefix("~/") else {
            // A file has no working directory that its author could have meant.
            throw .notOneOf(key.name, value: text, wanted: "an absolute path or begin with '~/'")
        }
        guard let home else { throw .homeUnknown }
        return home.appending(String(text.dropFirst(2)))
    }
}

extension TOMLType {
    /// The type with its article, for a sentence.
    fileprivate var sentenceName: String {
        switch self {
        case .table: "a table"
        case .array: "an array"
        case .string: "a string"
        case .int: "a whole number"
        case .double: "a number with a fraction"
        case .bool: "a boolean"
        case .date, .time, .dateTime: "a date or time"
        }
    }
}
