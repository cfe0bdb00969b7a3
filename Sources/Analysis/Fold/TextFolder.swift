internal import CUnicode

/// Folds text for matching: NFKC, case, ignorables, Traditional to Simplified, hard wraps joined.
///
/// What comes out is what is indexed and what a match is looked for in; people are shown the original. A folder keeps
/// its buffers between texts and belongs to one thread.
///
/// | text               | folded        |
/// |--------------------|---------------|
/// | `Ｒｅｄｍｉ`       | `redmi`       |
/// | `檢索ｶﾞｲﾄﾞ`       | `检索ガイド`  |
/// | `个人计算机⏎还是`  | `个人计算机还是` |
package final class TextFolder {
    private let folder: OpaquePointer
    private let tableFolder: TableFolder
    /// A copy of the text in which the line breaks that end a paragraph are marked.
    private var marked: [UInt8] = []

    init(simplifications: SimplificationTable) throws(AnalysisError) {
        guard let folder = cunicode_folder_create() else { throw .noFolder }
        self.folder = folder
        tableFolder = TableFolder(icu: folder, simplifications: simplifications)
    }

    deinit {
        cunicode_folder_destroy(folder)
    }

    /// The folded form of valid UTF-8, with the way back to the original.
    package func fold(_ text: some Collection<UInt8>) -> FoldedText {
        fold(text, keepingChanges: true) { bytes, removed in
            FoldedText(bytes: [UInt8](bytes), map: OffsetMap(changes: tableFolder.changes, removing: removed))
        }
    }

    /// Folds valid UTF-8 without the way back, and lends the bytes for the call.
    package func withFoldedBytes<Result>(
        of text: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        fold(text, keepingChanges: false) { bytes, _ in body(bytes) }
    }

    private func fold<Result>(
        _ text: some Collection<UInt8>, keepingChanges: Bool,
        _ body: (_ bytes: UnsafeBufferPointer<UInt8>, _ removedWraps: [Range<Int>]) -> Result
    ) -> Result {
        marked.removeAll(keepingCapacity: true)
        marked.append(contentsOf: text)
        // ICU counts in 32 bits. Extraction keeps texts far below; a caller that does not has a defect.
        precondition(marked.count < Int(Int32.max), "text of 2 GiB or more")
        marked.withUnsafeMutableBufferPointer { Paragraphs.mark($0) }
        let status = marked.withUnsafeBufferPointer { tableFolder.fold($0, keepingChanges: keepingChanges) }
        // The text is in range and the normalizer is loaded, so what is left is memory, and there is no way on without.
        precondition(status == 0, "ICU cannot fold: error \(status)")
        let bytes = UnsafeMutableBufferPointer(start: tableFolder.bytes, count: tableFolder.count)
        let removed = HardWraps.join(bytes)
        let joinedLength = bytes.count - removed.reduce(0) { $0 + $1.count }
        return body(UnsafeBufferPointer(rebasing: bytes[..<joinedLength]), removed)
    }
}
