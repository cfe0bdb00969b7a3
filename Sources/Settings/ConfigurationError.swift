package import SystemPackage

/// Why there is no configuration to run with.
package struct ConfigurationError: Error, Hashable, Sendable {
    package var reason: Reason
    /// The file that is at fault; nil when none is.
    package var file: FilePath?
    /// Where in the file; nil when it concerns the file as a whole.
    package var position: TextPosition?

    package enum Reason: Error, Hashable, Sendable {
        /// The file cannot be opened or read; the system's message.
        case unreadable(String)
        case notText
        /// It is not TOML; the parser's message.
        case syntax(String)
        /// It is not TOML, in a way that the parser must not see.
        case trap(ParserTrap)
        case unknownKey(String, known: [String])
        case wrongType(String, wanted: String, found: String)
        case outOfRange(String, value: Int, range: ClosedRange<Int>)
        case notOneOf(String, value: String, wanted: String)
        /// A pattern that can match nothing, and why, as the end of a sentence.
        case pattern(String, value: String, defect: String)
        /// A `[[folder]]` does not say which.
        case folderWithoutPath
        case flagOutOfRange(flag: String, value: Int, range: ClosedRange<Int>)
        /// A path depends on the home of the person, and nothing says where that is.
        case homeUnknown
    }

    package init(_ reason: Reason, file: FilePath? = nil, position: TextPosition? = nil) {
        self.reason = reason
        self.file = file
        self.position = position
    }
}

extension ConfigurationError: CustomStringConvertible {
    package var description: String {
        guard let file else {
            return switch reason {
            case .flagOutOfRange(let flag, let value, _): "cannot use \(flag) \(value): \(cause)"
            default: "cannot find the configuration: \(cause)"
            }
        }
        let place = position.map { "line \($0.line), column \($0.column): " } ?? ""
        return "cannot read configuration '\(file)': \(place)\(cause)"
    }

    private var cause: String {
        switch reason {
        case .unreadable(let message): message
        case .notText: "it is not UTF-8 text"
        case .syntax(let message): message
        case .trap(.header): "'[' must begin a section, such as [daemon] or [[folder]]"
        case .trap(.brace): "expected a value or ']', saw '}'"
        case .unknownKey(let name, let known):
            "unknown key '\(name)'; known keys here are \(known.joined(separator: ", "))"
        case .wrongType(let name, let wanted, let found): "'\(name)' must be \(wanted), not \(found)"
        case .outOfRange(let name, let value, let range):
            "'\(name)' must be \(range.lowerBound) to \(range.upperBound), not \(value)"
        case .notOneOf(let name, let value, let wanted): "'\(name)' must be \(wanted), not \"\(value)\""
        case .pattern(let name, let value, let defect):
            "'\(name)' has the pattern \"\(value)\", which can match nothing: \(defect)"
        case .folderWithoutPath: "a [[folder]] must have a 'path'"
        case .flagOutOfRange(_, _, let range): "it must be \(range.lowerBound) to \(range.upperBound)"
        case .homeUnknown: "HOME is not set; set it to the absolute path of your home"
        }
    }
}
