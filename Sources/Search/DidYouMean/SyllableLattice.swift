internal import Analysis

/// The ways to read a text as Chinese syllables: a run of characters as its sounds, Latin letters as pinyin.
///
/// `xianshi` can be read as `xian shi` and `xi an shi`. A way is a path from 0 to `end` over `edges`.
struct SyllableLattice {
    struct Edge: Hashable {
        var syllable: Pinyin.SyllableID
        var end: Int
        /// The character that stood there; 0 where letters did.
        var typed: UInt32
    }

    /// The edges that begin at each place; empty where no syllable begins.
    private(set) var edges: [[Edge]] = []
    /// The letters of the syllables, joined: what a title's pinyin begins with.
    private(set) var letters: [UInt8] = []

    var end: Int { edges.count }

    /// The longest text that is read, in characters or letters.
    static let longest = 48

    /// Adds a run of folded characters; false when one has no reading.
    mutating func add(characters: [[UInt8]], _ pinyin: Pinyin) -> Bool {
        for character in characters {
            guard let codePoint = String(decoding: character, as: UTF8.self).unicodeScalars.first?.value,
                let id = pinyin.syllableID(of: codePoint)
            else { return false }
            edges.append([Edge(syllable: id, end: end + 1, typed: codePoint)])
            letters += pinyin.syllables[Int(id)]
        }
        return true
    }

    /// Adds a folded word; false when it cannot be read as syllables from one end to the other.
    mutating func add(word: [UInt8], _ pinyin: Pinyin) -> Bool {
        let start = end
        // From the last letter to the first: a syllable counts when what follows it can be read.
        var found = [[Edge]](repeating: [], count: word.count)
        for at in word.indices.reversed() {
            for length in 1...6 where at + length <= word.count {
                let rest = at + length
                guard rest == word.count || !found[rest].isEmpty,
                    let id = Self.syllable(Array(word[at..<rest]), pinyin)
                else { continue }
                found[at].append(Edge(syllable: id, end: start + rest, typed: 0))
            }
        }
        guard let first = found.first, !first.isEmpty else { return false }
        edges += found
        letters += word
        return true
    }

    private static func syllable(_ letters: [UInt8], _ pinyin: Pinyin) -> Pinyin.SyllableID? {
        // `m`, `n`, `ng` and `hm` are sighs, and would let any word be read.
        guard letters.contains(where: { "aeiouv".utf8.contains($0) }) else { return nil }
        return pinyin.syllableID(spelled: letters)
    }
}
