internal import SystemPackage
internal import TOMLKit

extension Configuration {
    /// Sets what the text of a file says and leaves the rest as it is.
    ///
    /// The tree of the parser is walked against `ConfigurationKey.all` and not decoded with `TOMLDecoder`: that one
    /// reports a value of the wrong type as a missing key, and an unknown key without its table.
    ///
    /// - Parameter home: what `~` stands for; nil when it is not known.
    mutating func overlay(text: String, of file: FilePath, home: FilePath?) throws(ConfigurationError) {
        func fail(_ reason: ConfigurationError.Reason, at key: [String]) -> ConfigurationError {
            ConfigurationError(reason, file: file, position: TextPosition(ofKey: key, in: text))
        }

        for (section, value) in try Self.root(of: text, in: file).sorted(by: { $0.0 < $1.0 }) {
            guard ConfigurationKey.sections.contains(section) else {
                throw fail(.unknownKey(section, known: ConfigurationKey.sections), at: [section])
            }
            guard let table = value.table else {
                throw fail(.wrongType(section, wanted: "a table", found: value.type.sentenceName), at: [section])
            }
            let keys = ConfigurationKey.all.filter { $0.section == section }
            for (name, value) in table.sorted(by: { $0.0 < $1.0 }) {
                guard let key = keys.first(where: { $0.name == name }) else {
                    throw fail(.unknownKey(name, known: keys.map(\.name)), at: [section, name])
                }
                do throws(ConfigurationError.Reason) {
                    try set(key, to: value, home: home)
                } catch {
                    throw fail(error, at: [section, name])
                }
            }
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
        _ key: ConfigurationKey, to value: TOMLValueConvertible, home: FilePath?
    ) throws(ConfigurationError.Reason) {
        func wanted<T>(_ wanted: String, _ value: T?, found: TOMLValueConvertible) throws(ConfigurationError.Reason)
            -> T
        {
            guard let value else { throw .wrongType(key.name, wanted: wanted, found: found.type.sentenceName) }
            return value
        }

        switch key.value {
        case .integer(let keyPath, let range):
            let number = try wanted("a whole number", value.int, found: value)
            guard range.contains(number) else { throw .outOfRange(key.name, value: number, range: range) }
            self[keyPath: keyPath] = number
        case .path(let keyPath):
            let text = try wanted("a string", value.string, found: value)
            self[keyPath: keyPath] = try Self.path(text, key: key, home: home)
        case .paths(let keyPath):
            var paths: [FilePath] = []
            for element in try wanted("an array of strings", value.array, found: value) {
                let text = try wanted("an array of strings", element.string, found: element)
                paths.append(try Self.path(text, key: key, home: home))
            }
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
