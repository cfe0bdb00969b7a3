/// Turns the text of a query into tokens, through the steps that documents go through. Belongs to one thread.
package final class QueryAnalyzer {
    private let folder: TextFolder
    private let stemmers: Stemmers
    private let segmenter = Segmenter()

    init(folder: TextFolder, stemmers: Stemmers) {
        self.folder = folder
        self.stemmers = stemmers
    }

    /// The tokens of a text, in order; none when it holds nothing but blanks and marks.
    ///
    /// `小米5 C++` gives `小米` (pair 小米, characters 小 米), `5` (no gap), `c++` (after a blank).
    package func tokens(of text: String) -> [Token] {
        let folded = folder.fold(text.utf8)
        return segmenter.segments(in: folded.bytes).map { segment in
            let bytes = Array(folded.bytes[segment.signedRange])
            return Token(
                kind: segment.kind, text: bytes,
                leadingSigns: segment.range.lowerBound - segment.signedRange.lowerBound,
                trailingSigns: segment.signedRange.upperBound - segment.range.upperBound, gap: segment.gap,
                sourceRange: folded.sourceRange(of: segment.signedRange),
                terms: bytes.withUnsafeBufferPointer { terms(of: $0, Array(folded.bytes[segment.range]), segment) })
        }
    }

    /// The folded form of a text that is a value as a whole, such as a tag.
    package func folded(_ text: String) -> [UInt8] {
        folder.fold(text.utf8).bytes
    }

    /// The stem of a folded word, beginning with `Z` as in the index; nil when it has none.
    package func stem(of word: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard word.count <= Term.longestStemmedBytes else { return nil }
        return stemmers.withStem(of: word) { [Term.stemPrefix] + Array($0) }
    }

    /// False when a folded word certainly does not have the stem, which begins with `Z`: told by the first letter, for to
    /// stem every word of a book would take longer than the search.
    package func mayHaveStem(_ word: UnsafeBufferPointer<UInt8>, _ stem: [UInt8]) -> Bool {
        // Other letters than ASCII's prove nothing: `الكتاب` gives `كتاب`, `ёлка` gives `елк`.
        !stemmers.keepsFirstLetter || word[0] >= 0x80 || stem.count < 2 || word[0] == stem[1]
    }

    private func terms(
        of bytes: UnsafeBufferPointer<UInt8>, _ bareWord: [UInt8], _ segment: Segment
    ) -> Token.Terms {
        switch segment.kind {
        case .cjk:
            var characters: [[UInt8]] = []
            var pairs: [[UInt8]] = []
            var at = 0
            while at < bytes.count {
                let end = at + UTF8Bytes.decode(bytes, at: at).length
                let character = Array(bytes[at..<end])
                if let previous = characters.last { pairs.append(previous + character) }
                characters.append(character)
                at = end
            }
            return .grams(characters: characters, pairs: pairs)
        case .word where segment.signedRange == segment.range:
            return .word(Term.fitting(bytes), bare: Term.fitting(bareWord), stem: stem(of: bytes))
        case .word, .number, .pictograph:
            return .word(Term.fitting(bytes), bare: Term.fitting(bareWord), stem: nil)
        }
    }
}
