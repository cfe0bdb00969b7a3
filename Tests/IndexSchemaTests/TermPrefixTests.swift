import Testing

@testable import IndexSchema

struct TermPrefixTests {
    private static let prefixes = [
        TermPrefix.path, TermPrefix.title, TermPrefix.author, TermPrefix.tag, TermPrefix.mediaType,
        TermPrefix.fileExtension, TermPrefix.folder, TermPrefix.day, TermPrefix.month, TermPrefix.year,
        TermPrefix.language, TermPrefix.reader, TermPrefix.pathText,
        TermPrefix.wholeTitle, TermPrefix.wholeAuthor, TermPrefix.pinyin, TermPrefix.pinyinInitials,
    ]

    @Test func `no prefix begins another, and none is the mark of a stem`() {
        for (index, prefix) in Self.prefixes.enumerated() {
            #expect(!prefix.hasPrefix("Z"))
            for (other, another) in Self.prefixes.enumerated() where other != index {
                #expect(!another.hasPrefix(prefix))
            }
        }
    }

    @Test func `every slot and every key is one thing's`() {
        let slots = [ValueSlot.date, ValueSlot.modified, ValueSlot.size, ValueSlot.path]
        #expect(Set(slots).count == slots.count)
        let keys = [
            MetadataKey.format, MetadataKey.fingerprint, MetadataKey.builtSeconds, MetadataKey.committedSeconds,
            MetadataKey.folders, MetadataKey.textBytes,
        ]
        #expect(Set(keys).count == keys.count)
    }

    @Test func `this build reads what it writes`() {
        #expect(IndexFormat.readable.contains(IndexFormat.current))
    }
}
