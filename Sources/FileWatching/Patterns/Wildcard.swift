internal import Glibc

/// The part of a pattern that is compared with a name or a path: literal bytes, `*`, `**`, `?` and `[a-z]`.
///
/// Matching takes at most the pattern's length times the text's, whatever they are: it follows all that the pattern may
/// mean at once, where git's own matcher tries one after the other and needs exponential time for `*a*a*a*b`.
struct Wildcard: Hashable, Sendable {
    private enum Token: Hashable, Sendable {
        case byte(UInt8)
        /// `?`: one byte that is no slash.
        case any
        case set(ByteSet)
        /// `*`: any bytes but slashes.
        case star
        /// `**`: any bytes.
        case doubleStar
        /// Before the `**` of `**/`, which may also be nothing at all, its slash included.
        case folders
        /// The slash of `**/`.
        case foldersSlash
    }

    /// Why a pattern cannot match anything.
    enum Defect: Error, Hashable, Sendable {
        case openBracket, unknownClass, lastBackslash
    }

    private static let slash = UInt8(ascii: "/")

    /// What the text must begin and end with; the tokens are for what is between the two.
    private let prefix: [UInt8]
    private let suffix: [UInt8]
    private let tokens: [Token]
    private let leastCount: Int

    /// - Parameter isPath: true when it is compared with a path, in which `*`, `?` and `[…]` match no slash.
    init(_ pattern: some Collection<UInt8>, isPath: Bool) throws(Defect) {
        let pattern = Array(pattern)
        let special: Set<UInt8> = [UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\")]
        prefix = Array(pattern.prefix { !special.contains($0) })
        var tokens: [Token] = []
        var index = prefix.count
        while index < pattern.count {
            switch pattern[index] {
            case UInt8(ascii: "*"):
                let run = pattern[index...].prefix { $0 == UInt8(ascii: "*") }
                index = run.endIndex
                guard isPath else {
                    tokens.append(.star)
                    continue
                }
                // Git takes the end of the literal prefix for the beginning of the pattern: 'ab**' after a slash matches
                // 'abc/d', against what its manual says. Patterns have to mean here what they mean there.
                let begins = run.startIndex == prefix.count || pattern[run.startIndex - 1] == Self.slash
                let rest = pattern[index...].prefix(2)
                let ends = rest.isEmpty || rest.first == Self.slash || rest.elementsEqual(Array("\\/".utf8))
                if run.count < 2 || !begins || !ends {
                    tokens.append(.star)
                } else if rest.first == Self.slash {
                    tokens += [.folders, .doubleStar, .foldersSlash]
                    index += 1
                } else {
                    tokens.append(.doubleStar)
                }
            case UInt8(ascii: "?"):
                tokens.append(.any)
                index += 1
            case UInt8(ascii: "["):
                tokens.append(.set(try Self.set(pattern, &index)))
            case UInt8(ascii: "\\"):
                guard index + 1 < pattern.count else { throw .lastBackslash }
                tokens.append(.byte(pattern[index + 1]))
                index += 2
            case let byte:
                tokens.append(.byte(byte))
                index += 1
            }
        }
        var suffix: [UInt8] = []
        while case .byte(let byte)? = tokens.last {
            suffix.append(byte)
            tokens.removeLast()
        }
        self.suffix = suffix.reversed()
        self.tokens = tokens
        leastCount =
            prefix.count + suffix.count
            + tokens.count { token in
                switch token {
                case .byte, .any, .set: true
                case .star, .doubleStar, .folders, .foldersSlash: false
                }
            }
    }

    /// The set that a bracket begins, as git reads it.
    ///
    /// - Parameter index: of the bracket; moved behind the set.
    private static func set(_ pattern: [UInt8], _ index: inout Int) throws(Defect) -> ByteSet {
        let close = UInt8(ascii: "]")
        var set = ByteSet()
        index += 1
        let isNegated = index < pattern.count && [UInt8(ascii: "!"), UInt8(ascii: "^")].contains(pattern[index])
        if isNegated { index += 1 }
        /// The byte that a range would begin with.
        var previous: UInt8?
        var isFirst = true
        while true {
            guard index < pattern.count else { throw .openBracket }
            var byte = pattern[index]
            let next = index + 1 < pattern.count ? pattern[index + 1] : nil
            if byte == close, !isFirst { break }
            isFirst = false
            if byte == UInt8(ascii: "\\") {
                guard let next else { throw .openBracket }
                set.insert(next)
                previous = next
                index += 2
            } else if byte == UInt8(ascii: "-"), let first = previous, let next, next != close {
                index += 1
                byte = next
                if byte == UInt8(ascii: "\\") {
                    index += 1
                    guard index < pattern.count else { throw .openBracket }
                    byte = pattern[index]
                }
                if first <= byte { (first...byte).forEach { set.insert($0) } }
                previous = nil
                index += 1
            } else if byte == UInt8(ascii: "["), next == UInt8(ascii: ":") {
                let name = pattern[(index + 2)...].prefix { $0 != close }
                guard name.endIndex < pattern.count else { throw .openBracket }
                if name.last == UInt8(ascii: ":") {
                    guard let members = ByteSet(class: name.dropLast()) else { throw .unknownClass }
                    set.formUnion(members)
                    previous = nil
                    index = name.endIndex + 1
                } else {
                    set.insert(byte)
                    previous = byte
                    index += 1
                }
            } else {
                set.insert(byte)
                previous = byte
                index += 1
            }
        }
        index += 1
        if isNegated { set.invert() }
        return set
    }

    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= leastCount, Self.isEqual(prefix, text, at: 0) else { return false }
        if tokens.isEmpty { return text.count == leastCount && Self.isEqual(suffix, text, at: prefix.count) }
        let end = text.count - suffix.count
        guard Self.isEqual(suffix, text, at: end) else { return false }
        if tokens == [.star], prefix.isEmpty, !text.contains(Self.slash) { return true }
        return withUnsafeTemporaryAllocation(of: Bool.self, capacity: tokens.count + 1) { states in
            states.initialize(repeating: false)
            states[0] = true
            follow(states)
            for byte in text[prefix.count..<end] where !advance(states, over: byte) { return false }
            return states[tokens.count]
        }
    }

    /// Moves each state that is reached over one byte; false when none is left.
    private func advance(_ states: UnsafeMutableBufferPointer<Bool>, over byte: UInt8) -> Bool {
        var isAlive = false
        states[tokens.count] = false
        // Downwards, so that what is reached by this byte is not moved over it once more.
        for index in tokens.indices.reversed() where states[index] {
            let consumes: Bool
            switch tokens[index] {
            case .doubleStar:
                isAlive = true
                continue
            case .star:
                states[index] = byte != Self.slash
                isAlive = isAlive || states[index]
                continue
            case .folders: consumes = false
            case .foldersSlash: consumes = byte == Self.slash
            case .byte(let wanted): consumes = byte == wanted
            case .any: consumes = byte != Self.slash
            case .set(let set): consumes = byte != Self.slash && set.contains(byte)
            }
            states[index] = false
            if consumes {
                states[index + 1] = true
                isAlive = true
            }
        }
        follow(states)
        return isAlive
    }

    /// Reaches what can be reached without a byte.
    private func follow(_ states: UnsafeMutableBufferPointer<Bool>) {
        for index in tokens.indices where states[index] {
            switch tokens[index] {
            case .star, .doubleStar: states[index + 1] = true
            case .folders:
                states[index + 1] = true
                states[index + 3] = true
            case .byte, .any, .set, .foldersSlash: break
            }
        }
    }

    private static func isEqual(_ bytes: [UInt8], _ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        guard let start = text.baseAddress, !bytes.isEmpty else { return bytes.isEmpty }
        return memcmp(bytes, start + offset, bytes.count) == 0
    }
}
