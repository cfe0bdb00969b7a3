internal import Analysis
internal import Queries
internal import SystemPackage

extension Synonyms {
    /// Reads a file, with blocking calls: this belongs at the start of the program.
    ///
    /// Throws: `SynonymsError`, or `AnalysisError` when memory is short.
    init(file: FilePath, _ analyzer: Analyzer) throws {
        let queryAnalyzer = try analyzer.makeQueryAnalyzer()
        let bytes: [UInt8]
        do {
            // A pipe that nobody writes to would be waited for forever.
            let descriptor = try FileDescriptor.open(file, .readOnly, options: [.closeOnExec, .nonBlocking])
            bytes = try descriptor.closeAfter { try descriptor.read(atMost: Self.longestBytes + 1) }
        } catch {
            throw SynonymsError(.unreadable("\(error)"), file: file.string)
        }
        try self.init(bytes, of: file.string, queryAnalyzer)
    }
}

extension FileDescriptor {
    fileprivate func read(atMost limitBytes: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 * 1024, alignment: 1)
        defer { piece.deallocate() }
        while bytes.count < limitBytes, case let count = try read(into: piece), count > 0 {
            bytes.append(contentsOf: piece[..<count])
        }
        return bytes
    }
}
