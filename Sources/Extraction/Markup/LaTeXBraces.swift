/// Which braces of a LaTeX file belong together.
struct LaTeXBraces {
    /// Offsets of opening braces, rising.
    private var opening: [Int] = []
    /// Offsets of their partners; -1 for a brace that has none.
    private var closing: [Int] = []

    init(_ source: UnsafeBufferPointer<UInt8>) {
        var open: [Int] = []
        var index = 0
        while index < source.count {
            switch source[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "{"):
                open.append(opening.count)
                opening.append(index)
                closing.append(-1)
            case UInt8(ascii: "}"): if let last = open.popLast() { closing[last] = index }
            default: break
            }
            index += 1
        }
    }

    func partner(of brace: Int) -> Int? {
        var low = 0
        var high = opening.count
        while low < high {
            let middle = (low + high) / 2
            if opening[middle] < brace { low = middle + 1 } else { high = middle }
        }
        guard low < opening.count, opening[low] == brace, closing[low] >= 0 else { return nil }
        return closing[low]
    }
}
