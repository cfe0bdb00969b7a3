/// How many columns of a terminal text takes.
enum DisplayWidth {
    /// 2 for what East Asian typography sets wide, 0 for what only modifies its neighbour, else 1.
    static func columns(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        return switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        case 0...0x1F, 0x7F, 0x200B...0x200F: 0
        default: 1
        }
    }
}
