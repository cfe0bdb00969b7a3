/// Makes a tree of lexemes by recursive descent, a method for each level of precedence.
///
/// An operator where an operand must stand is a word like others; the lexer bounds how deep groups go.
struct QueryGrammar {
    private(set) var notices: [QueryNotice] = []

    private let lexemes: [QueryLexeme]
    private var at = 0
    /// The field whose value is being read.
    private var field: QueryField?

    init(_ lexemes: [QueryLexeme]) {
        self.lexemes = lexemes
    }

    mutating func query() -> QueryTree {
        let tree = alternatives()
        precondition(at == lexemes.count, "the lexer closes only groups that are open")
        return tree
    }

    private var next: QueryLexeme? { at < lexemes.count ? lexemes[at] : nil }

    /// True when an operand of the operator that is next can follow it.
    private var hasRightOperand: Bool {
        guard at + 1 < lexemes.count else { return false }
        return lexemes[at + 1] != .bar && lexemes[at + 1] != .close
    }

    // MARK: Levels of precedence, the loosest first

    private mutating func alternatives() -> QueryTree {
        var parts = [sequence()]
        while let lexeme = next, lexeme != .close {
            // The sequence ended at a bar or an OR.
            at += 1
            parts.append(sequence())
        }
        return .any(parts)
    }

    private mutating func sequence() -> QueryTree {
        var parts: [QueryTree] = []
        while let lexeme = next, lexeme != .close, lexeme != .bar {
            if !parts.isEmpty, case .word(let word, _) = lexeme, hasRightOperand {
                if word == .or { break }
                if word == .and { at += 1 }
            }
            parts.append(neighbours())
        }
        return .all(parts)
    }

    /// `a NEAR b NEAR c` is a beside b, and b beside c.
    private mutating func neighbours() -> QueryTree {
        var operands = [signed()]
        var distances: [Int] = []
        while case .word(.near(let characters), _) = next, hasRightOperand {
            at += 1
            distances.append(characters)
            operands.append(signed())
        }
        var parts: [QueryTree] = []
        for index in operands.indices {
            let isPaired = [index - 1, index].contains { pair in
                distances.indices.contains(pair) && operands[pair].isNearOperand && operands[pair + 1].isNearOperand
            }
            if !isPaired { parts.append(operands[index]) }
            guard distances.indices.contains(index) else { continue }
            if operands[index].isNearOperand, operands[index + 1].isNearOperand {
                parts.append(.near(operands[index], operands[index + 1], characters: distances[index]))
            } else {
                notices.append(.nearOperands)
            }
        }
        return .all(parts)
    }

    private mutating func signed() -> QueryTree {
        var areNegations: [Bool] = []
        while true {
            if case .sign(let isMinus) = next {
                areNegations.append(isMinus)
            } else if case .word(.not, _) = next, hasRightOperand {
                areNegations.append(true)
            } else {
                break
            }
            at += 1
        }
        let operand = operand()
        return areNegations.reversed().reduce(operand) { tree, isNegation in
            isNegation ? tree.negated : tree.demanded
        }
    }

    private mutating func operand() -> QueryTree {
        guard let lexeme = next, lexeme != .close, lexeme != .bar else { return .nothing }
        at += 1
        switch lexeme {
        case .text(let typed), .word(_, let typed):
            return .text(typed)
        case .prefix(let typed):
            if let field, [.tag, .fileExtension, .language].contains(field) { notices.append(.wholeValues(field)) }
            return .prefix(typed)
        case .quotation(let typed):
            return typed.unicodeScalars.allSatisfy(\.isBlank) ? .nothing : .exact(typed)
        case .open:
            let tree = alternatives()
            if next == .close { at += 1 }
            return tree
        case .field(let name, let typed, let isTouched):
            return value(of: name, typed, isTouched)
        case .sign, .bar, .close:
            return .nothing
        }
    }

    // MARK: Fields

    private mutating func value(of name: FieldName, _ typed: String, _ isTouched: Bool) -> QueryTree {
        switch next {
        case .text, .prefix, .quotation, .open: break
        // A name without a value.
        default: return .text(String(typed.dropLast()))
        }
        guard field == nil else {
            notices.append(.nestedField(String(typed.dropLast())))
            return text(typed, isTouched)
        }
        switch name {
        case .words(let field):
            self.field = field
            let value = operand()
            self.field = nil
            return value == .nothing ? .nothing : .field(field, value)
        case .range(let rangeField):
            switch next {
            case .text(let value), .quotation(let value):
                if value.unicodeScalars.allSatisfy(\.isBlank) {
                    at += 1
                    return .nothing
                }
                if let range = rangeField.range(value) {
                    at += 1
                    return .range(rangeField, typed: value, range)
                }
                notices.append(.badRange(rangeField, typed: value))
            case .prefix(let value):
                notices.append(.badRange(rangeField, typed: value + "*"))
            default:
                notices.append(.badRange(rangeField, typed: "( )"))
            }
            return text(typed, isTouched)
        }
    }

    /// A field and its value as the text that they are.
    private mutating func text(_ typed: String, _ isTouched: Bool) -> QueryTree {
        switch operand() {
        case .text(let value) where isTouched: .text(typed + value)
        case .prefix(let value) where isTouched: .prefix(typed + value)
        case let value: .all([.text(String(typed.dropLast())), value])
        }
    }
}

extension QueryTree {
    /// A leaf that says where it ends: the rest of a word may be as long as a distance.
    fileprivate var isNearOperand: Bool {
        switch self {
        case .text, .exact: true
        default: false
        }
    }
}
