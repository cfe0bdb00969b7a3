/// What somebody may type in Latin letters to find a title: from each Chinese character on, the syllables that follow and
/// their initials.
///
/// `小米MIX2发布` gives
///
/// | from | syllables        | initials |
/// |------|------------------|----------|
/// | 小   | `xiaomimix2fabu` | `xmmix2fb` |
/// | 米   | `mimix2fabu`     | `mmix2fb` |
/// | 发   | `fabu`           | `fb`     |
/// | 布   | `bu`             | `b`      |
///
/// Words and numbers stand as they are in both; marks and blanks are passed over, because nobody types them here.
package struct TitlePinyin: Sendable {
    /// One place of a title from which it can be typed.
    package struct Entry: Hashable, Sendable {
        package var syllables: [UInt8]
        package var initials: [UInt8]
    }

    private let pinyin: Pinyin
    private let segmenter = Segmenter()

    // More entries cost more than they find: with these, pinyin is 2 % of the index of dev-mid; from 24 characters on 4.5 %.

    /// The characters from which entries begin: who types a title begins near its beginning.
    private static let mostEntries = 5
    /// The syllables, words and numbers of an entry, and of its initials.
    private static let mostSyllables = 6
    private static let mostInitials = 8
    /// Words longer than this are cut in an entry.
    private static let longestWordBytes = 16

    init(_ pinyin: Pinyin) {
        self.pinyin = pinyin
    }

    /// The entries of a folded title, in the order of its characters, each once.
    package func entries(of title: UnsafeBufferPointer<UInt8>) -> [Entry] {
        var units: [(bytes: ArraySlice<UInt8>, isSyllable: Bool)] = []
        segmenter.forEachSegment(in: title) { segment in
            guard segment.kind == .cjk else {
                let word = title[segment.range].prefix(Self.longestWordBytes)
                if segment.kind != .pictograph, word.allSatisfy({ $0 < 0x80 }) {
                    units.append((Array(word)[...], false))
                }
                return
            }
            var at = segment.range.lowerBound
            while at < segment.range.upperBound {
                let (codePoint, length) = UTF8Bytes.decodeCJK(title, at: at)
                if let id = pinyin.syllableID(of: codePoint) { units.append((pinyin.syllables[Int(id)][...], true)) }
                at += length
            }
        }
        var entries: [Entry] = []
        for start in units.indices.lazy.filter({ units[$0].isSyllable }).prefix(Self.mostEntries) {
            let following = units[start...].prefix(max(Self.mostSyllables, Self.mostInitials))
            let entry = Entry(
                syllables: following.prefix(Self.mostSyllables).flatMap(\.bytes),
                initials: following.prefix(Self.mostInitials).flatMap { $0.isSyllable ? $0.bytes.prefix(1) : $0.bytes })
            if !entries.contains(entry) { entries.append(entry) }
        }
        return entries
    }
}
