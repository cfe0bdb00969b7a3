@testable import IndexerCommand
import Testing

struct OutputTests {
    @Test(
        arguments: [
            ([], ""),
            (Array("/书/a b.txt".utf8), "/书/a b.txt"),
            ([0x2F, 0xFF, 0x61], "/\\xffa"),
            ([0xE4, 0xB9], "\\xe4\\xb9"),
            (Array("a\nb\\c\u{85}".utf8), "a\\x0ab\\\\c\\xc2\\x85"),
            (Array("👩‍👧.md".utf8), "👩‍👧.md"),
        ] as [([UInt8], String)])
    func `a path is shown with what cannot be shown escaped`(_ path: [UInt8], _ text: String) {
        #expect(Output.text(ofPath: path) == text)
    }
}
