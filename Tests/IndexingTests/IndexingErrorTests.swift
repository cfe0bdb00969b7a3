@testable import Indexing
import SystemPackage
import Testing
import XapianIndex

struct IndexingErrorTests {
    static let index: FilePath = "/索引"

    @Test(arguments: [
        (
            IndexingError.locked(index: index, holder: "123 sou-index build"),
            "cannot write index '/索引': process 123 (sou-index build) is writing it; wait for it or stop it"
        ),
        (
            .locked(index: index, holder: "123 sou-index watch"),
            "cannot write index '/索引': process 123 (sou-index watch) keeps it up to date; see 'sou-index status', or "
                + "stop it first"
        ),
        (
            .locked(index: index, holder: nil),
            "cannot write index '/索引': another process is writing it; wait for it or stop it"
        ),
        (
            .locked(index: index, holder: "123"),
            "cannot write index '/索引': process 123 is writing it; wait for it or stop it"
        ),
        (
            .foreignStub(index: index),
            "cannot write index '/索引': its XAPIANDB was not written by sou-index; choose another folder with --index"
        ),
        (.noIndex(index: index), "cannot read index '/索引': there is none; run 'sou-index build FOLDER'"),
        (
            .noFolders,
            "cannot build the index: no folder is named; run 'sou-index build FOLDER' or set index.folders in sou.toml"
        ),
        (
            .unreadableFolders(index: index),
            "cannot tell the folders of index '/索引': it cannot be read; run 'sou-index build FOLDER'"
        ),
        (.folder("/书", reason: "it is not a folder"), "cannot index folder '/书': it is not a folder"),
        (
            .init(writing: index, .noSpace),
            "cannot write index '/索引': no space left on the device; free some space and run it again "
                + "(what was indexed before can still be searched)"
        ),
        (.init(writing: index, .permissionDenied), "cannot write index '/索引': Permission denied"),
        (.reading(index: index, .permissionDenied), "cannot read index '/索引': Permission denied"),
        (
            .init(IndexError(kind: .diskFull, action: .merge, path: "/索引/building-1", detail: ""), index: index),
            "cannot write index '/索引': no space left on the device; free some space and run it again "
                + "(what was indexed before can still be searched)"
        ),
        (
            .init(IndexError(kind: .outOfMemory, action: .merge, path: "/索引/building-1", detail: ""), index: index),
            "cannot merge into index '/索引': out of memory"
        ),
        (.analysis("cannot fold"), "cannot fold"),
        (.interrupted, "cannot finish: interrupted (what was indexed before can still be searched)"),
    ])
    func `every error has its sentence`(_ error: IndexingError, _ sentence: String) {
        #expect(error.description == sentence)
    }
}
