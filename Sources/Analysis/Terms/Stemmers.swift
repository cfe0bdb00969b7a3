internal import CUnicode

/// Snowball's stemmers, chosen by the script a word is written in. Belongs to one thread.
final class Stemmers {
    /// A word that begins with an ASCII letter has a stem that begins with the same. True of English; other languages
    /// lose a prefix (Indonesian `membaca`, Irish `bhean`), or nobody looked.
    let keepsFirstLetter: Bool
    private let latin: OpaquePointer?
    private let cyrillic: OpaquePointer
    private let greek: OpaquePointer
    private let arabic: OpaquePointer

    init(latin name: String?) throws(AnalysisError) {
        cyrillic = try Self.make("russian")
        greek = try Self.make("greek")
        arabic = try Self.make("arabic")
        keepsFirstLetter = name == nil || name == "english"
        latin = if let name { try Self.make(name) } else { nil }
    }

    deinit {
        for stemmer in [latin, cyrillic, greek, arabic] { cunicode_stemmer_destroy(stemmer) }
    }

    private static func make(_ name: String) throws(AnalysisError) -> OpaquePointer {
        guard let stemmer = cunicode_stemmer_create(name) else { throw .unknownStemmer(name: name) }
        return stemmer
    }

    /// Lends the stem of a folded word, or nil when its script has no stemmer.
    @inline(__always)
    func withStem<Result>(
        of word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
        guard let stemmer = stemmer(for: word), let start = word.baseAddress else { return nil }
        var length = 0
        guard let stem = cunicode_stem(stemmer, start, word.count, &length) else { return nil }
        return body(UnsafeBufferPointer(start: stem, count: length))
    }

    private func stemmer(for word: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
        // The first letter decides; words that mix scripts are names.
        switch UTF8Bytes.decode(word, at: 0).codePoint {
        case 0...0x24F, 0x1E00...0x1EFF: latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: greek
        case 0x400...0x52F: cyrillic
        case 0x600...0x6FF: arabic
        default: nil
        }
    }
}
