/// The characters of a text around a place, how wide they are and where the text may be cut between them.
///
/// Only so much of the text is made into characters as may be shown: that costs a hundred times what looking at a byte
/// costs.
struct TextStretch {
    /// A place between two characters of the text.
    struct Place {
        /// In bytes of the text.
        var offset: Int
        /// The columns of the stretch up to here.
        var columns: Int
        /// How good a cut here is.
        var boundary: Boundary
        /// A blank or a line break follows.
        var precedesBlank: Bool
    }

    /// The beginning of each character, and at last the end of the stretch.
    private(set) var places: [Place] = []

    /// - Parameters:
    ///   - text: Valid UTF-8.
    ///   - core: What must be in it, from one character's beginning to another's.
    ///   - marginBytes: How much of the text is wanted on both sides of it; above 0.
    init(_ text: UnsafeBufferPointer<UInt8>, around core: Range<Int>, marginBytes: Int) {
        var characters = CharacterCursor(
            text, from: CharacterCursor.certainBoundary(notAfter: core.lowerBound - marginBytes, in: text),
            to: CharacterCursor.scalarBoundary(notBefore: core.upperBound + marginBytes, in: text))
        places.reserveCapacity(core.count / 2 + marginBytes)
        var finder = BoundaryFinder()
        var columns = 0
        /// The line break that has been followed by nothing but blanks.
        var lineBreak: Int?
        while let character = characters.next() {
            let kind = BoundaryFinder.kind(of: character.firstScalar)
            places.append(
                Place(
                    offset: character.offset, columns: columns, boundary: finder.boundary(before: kind),
                    precedesBlank: kind.isBlank))
            // As in folding: a paragraph ends at a blank line and before an indented one.
            if kind == .newline || kind == .ideographicSpace, let lineBreak, places[lineBreak].boundary < .heading {
                places[lineBreak].boundary = places[lineBreak].boundary == .sentence ? .paragraph : .heading
            }
            if kind == .newline { lineBreak = places.count - 1 } else if kind != .blank { lineBreak = nil }
            columns += character.columns
        }
        // What follows the last character may belong to it, so it is good for nothing but its beginning.
        if characters.end == text.count || places.isEmpty {
            places.append(
                Place(offset: characters.end, columns: columns, boundary: .paragraph, precedesBlank: false))
        }
        // What stands before the first character is unknown.
        places[0].boundary = places[0].offset == 0 ? .paragraph : .inside
    }

    /// Where the stretch lies in the text.
    var range: Range<Int> { places[0].offset..<places[places.count - 1].offset }

    /// The last index whose offset is not above one of the text.
    func index(notAfter offset: Int) -> Int {
        var (low, high) = (0, places.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if places[middle].offset <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The first index whose offset is not below one of the text, or the last.
    func index(notBefore offset: Int) -> Int {
        let index = index(notAfter: offset)
        return places[index].offset < offset ? min(index + 1, places.count - 1) : index
    }

    /// The first place from an index on, forward by 1 or backward by -1, where the text may be cut, within some columns.
    func nearestCut(from start: Int, by step: Int, columns limit: Int) -> Int? {
        stride(from: start, through: step > 0 ? places.count - 1 : 0, by: step)
            .prefix { abs(places[$0].columns - places[start].columns) <= limit }
            .first { places[$0].boundary > .inside }
    }

    /// Makes sure that what lies between two indices is not cut.
    mutating func forbidCuts(inside indices: Range<Int>) {
        for index in indices.dropFirst() { places[index].boundary = .inside }
    }
}
