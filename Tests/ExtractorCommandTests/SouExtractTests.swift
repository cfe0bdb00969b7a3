import ArgumentParser
import Documents
import Extraction
import ExtractorProtocol
import Foundation
import Indexing
import SystemPackage
import TestSupport
import Testing

@testable import ExtractorCommand

struct SouExtractTests {
    private static let isBuilt = BuiltProgram.path("sou-extract") != nil
    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func program(memoryBytes: Int = 2 << 30) throws -> ExtractorProgram {
        let path = try #require(BuiltProgram.path("sou-extract"))
        return ExtractorProgram(
            path: FilePath(path), memoryBytes: memoryBytes, version: SouExtract.configuration.version)
    }

    /// The documents of the repository and, where they are, the real ones.
    private static var documents: [String] {
        var folders = [tests.appendingPathComponent("Samples").path]
        for target in ["ExtractionTests", "EndToEndTests"] {
            folders.append(tests.appendingPathComponent("\(target)/Fixtures").path)
        }
        if let seeds = SharedFolder.path("seeds") { folders.append(seeds) }
        return folders.flatMap { folder in
            (FileManager.default.subpaths(atPath: folder) ?? []).map { "\(folder)/\($0)" }
        }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    @Test func `nobody is taught to run it by hand`() {
        #expect(SouExtract.helpMessage().contains("not meant to be run by hand"))
    }

    @Test(.enabled(if: isBuilt, "needs sou-extract"))
    func `by hand it says who starts it`() async throws {
        try await withTemporaryFolder { folder in
            let program = try #require(BuiltProgram.path("sou-extract"))
            let result = try await ChildProcess(program, ["--memory-bytes", "0"], in: folder).ended()
            #expect(result.status != 0)
            #expect(result.error.contains("sou-extract is started by sou-index"))
        }
    }

    @Test(.enabled(if: isBuilt, "needs sou-extract"))
    func `it says what confines it`() throws {
        let hello = try Self.program().check()
        #expect(hello.filtersCalls)
    }

    @Test(.enabled(if: isBuilt, "needs sou-extract"))
    func `in its sandbox every document is read as without it`() throws {
        let extractor = try Self.program().makeExtractor()
        #expect(!Self.documents.isEmpty)
        for path in Self.documents {
            let bytes = try read(FilePath(path))
            let file = try FileDescriptor.open(path, .readOnly)
            let request = ExtractionRequest(name: Array(path.utf8), sizeBytes: bytes.count)
            let reply = try file.closeAfter { try extractor.reply(to: request, file: file.rawValue) }
            let expected = Extractor().extract(bytes, name: request.name)
            #expect(reply == .extraction(ReplyBounds.fitted(expected, to: request.limits)), "\(path)")
        }
    }

    @Test(.enabled(if: isBuilt, "needs sou-extract"))
    func `a file whose size is a lie has changed`() throws {
        let extractor = try Self.program().makeExtractor()
        try withTemporaryFolder { folder in
            try write("河水", to: folder.appending("a"))
            let file = try FileDescriptor.open(folder.appending("a"), .readOnly)
            defer { try? file.close() }
            for size in [0, 5, 7] {
                let request = ExtractionRequest(name: [], sizeBytes: size)
                #expect(try extractor.reply(to: request, file: file.rawValue) == .changed)
            }
        }
    }

    @Test(.enabled(if: isBuilt, "needs sou-extract"))
    func `what cannot be read has an error number`() throws {
        let extractor = try Self.program().makeExtractor()
        let folder = try FileDescriptor.open("/", .readOnly)
        defer { try? folder.close() }
        let request = ExtractionRequest(name: [], sizeBytes: 5)
        #expect(try extractor.reply(to: request, file: folder.rawValue) == .unreadable(EISDIR))
    }

    @Test(.enabled(if: isBuilt, "needs sou-extract"))
    func `a file for which there is no memory is skipped, and the next is read`() throws {
        try withTemporaryFolder { folder in
            try write("河水", to: folder.appending("small"))
            let big = try FileDescriptor.open(
                folder.appending("big"), .readWrite, options: .create, permissions: .ownerReadWrite)
            defer { try? big.close() }
            // A file with a hole takes no place on the disk.
            try big.resize(to: 3 << 30)
            let small = try FileDescriptor.open(folder.appending("small"), .readOnly)
            defer { try? small.close() }
            let extractor = try Self.program(memoryBytes: 1 << 30).makeExtractor()
            #expect(
                try extractor.reply(
                    to: ExtractionRequest(name: Array("big".utf8), sizeBytes: 3 << 30), file: big.rawValue)
                    == .failed(
                        reason: "reading it takes more memory than index.extractor_memory_bytes (1073741824)"))
            let reply = try extractor.reply(
                to: ExtractionRequest(name: Array("small".utf8), sizeBytes: 6), file: small.rawValue)
            guard case .extraction(.document) = reply else {
                Issue.record("\(reply)")
                return
            }
        }
    }
}
