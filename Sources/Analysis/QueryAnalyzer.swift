/// Turns the text of a query into tokens, through the steps that documents go through. Belongs to one thread.
package final class QueryAnalyzer {
    private let folder: TextFolder
    package let stemmer: QueryStemmer
    private let segmenter = Segmenter()

    init(folder: TextFolder, stemmer: QueryStemmer) {
        self.folder = folder
        self.stemmer = stemmer
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
            return .word(Term.fitting(bytes), bare: Term.fitting(bareWord), stem: stemmer.stem(of: bytes))
        case .word, .number, .pictograph:
            return .word(Term.fitting(bytes), bare: Term.fitting(bareWord), stem: nil)
        }
    }
}
