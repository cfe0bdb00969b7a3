internal import Analysis
internal import IndexSchema
internal import Synchronization
internal import XapianIndex

/// What an index stores of one document, read and folded as far as it was asked for. Searches of several threads may share
/// it.
final class StoredContent: Sendable {
    private struct State {
        /// As it is stored: the record's line, and the text until it has been read.
        var data: [UInt8]
        let lineEnd: Int
        var record: DocumentRecord?
        var text: [UInt8]?
        var folded: FoldedText?
    }

    private let state: Mutex<State>
    /// The text is stored in blocks, not here.
    let isLong: Bool
    /// About what it takes in memory when all of it has been asked for.
    let memoryBytes: Int

    /// What a record takes beside the text.
    private static let recordBytes = 1000
    /// Of a text: it, folded, and for every mark that folding changes four numbers.
    private static let bytesPerTextByte = 2.75

    /// - Parameter data: a document's.
    ///
    /// Throws: `DocumentRecordError.noLine`.
    init(data: [UInt8]) throws(DocumentRecordError) {
        let (lineEnd, textBytes) = try data.withUnsafeBufferPointer { data throws(DocumentRecordError) in
            let parts = try DocumentRecord.parts(of: data)
            return (parts.line.count, DocumentRecord.textByteCount(stored: parts.text))
        }
        isLong = lineEnd + 1 == data.count
        memoryBytes = lineEnd + Self.recordBytes + Int(Self.bytesPerTextByte * Double(textBytes))
        state = Mutex(State(data: data, lineEnd: lineEnd))
    }

    /// Throws: `DocumentRecordError.malformed`.
    func record() throws(DocumentRecordError) -> DocumentRecord {
        try state.withLock { state throws(DocumentRecordError) in
            if let record = state.record { return record }
            let record = try state.data[..<state.lineEnd].withUnsafeBufferPointer { line throws(DocumentRecordError) in
                try DocumentRecord(line: line)
            }
            state.record = record
            return record
        }
    }

    /// The record's title.
    ///
    /// Throws: as above.
    func title() throws(DocumentRecordError) -> String {
        try state.withLock { state throws(DocumentRecordError) in
            if let record = state.record { return record.title }
            return try state.data[..<state.lineEnd].withUnsafeBufferPointer { line throws(DocumentRecordError) in
                try DocumentRecord.title(line: line)
            }
        }
    }

    /// The body of a short text.
    ///
    /// Throws: `DocumentRecordError.malformed`.
    func text() throws(DocumentRecordError) -> [UInt8] {
        try state.withLock { state throws(DocumentRecordError) in try Self.text(&state) }
    }

    /// The same, folded.
    ///
    /// Throws: as above.
    func foldedText(_ folder: TextFolder) throws(DocumentRecordError) -> FoldedText {
        try state.withLock { state throws(DocumentRecordError) in
            if let folded = state.folded { return folded }
            let folded = folder.fold(try Self.text(&state))
            state.folded = folded
            return folded
        }
    }

    private static func text(_ state: inout State) throws(DocumentRecordError) -> [UInt8] {
        if let text = state.text { return text }
        let text = try state.data[(state.lineEnd + 1)...].withUnsafeBufferPointer {
            stored throws(DocumentRecordError) in
            try DocumentRecord.text(stored: stored)
        }
        state.text = text
        state.data = Array(state.data[..<state.lineEnd])
        return text
    }
}
