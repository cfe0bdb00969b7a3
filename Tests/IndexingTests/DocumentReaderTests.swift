import Documents
import ExtractorProtocol
import FileWatching
@testable import Indexing
import SystemPackage
import TestSupport
import Testing

struct DocumentReaderTests {
    /// Says of a file that it changed, as often as the digit at the end of its name.
    private final class Restless: Extracting {
        private var changes: [[UInt8]: Int] = [:]
        private var announced: [Int32] = []

        struct Source: ExtractorSource {
            func makeExtractor() -> any Extracting { Restless() }
        }

        func announce(_ request: ExtractionRequest, file: Int32) {
            announced.append(file)
        }

        func forgetAnnounced() {
            announced = []
        }

        func reply(to request: ExtractionRequest, file: Int32) -> ExtractorReply {
            #expect(announced.removeFirst() == file)
            let changeCount = Int(request.name.last ?? 0) - 0x30
            changes[request.name, default: 0] += 1
            if changes[request.name, default: 0] <= changeCount { return .changed }
            return .extraction(
                .document(
                    ExtractedDocument(
                        title: "", mediaType: "text/plain", text: [], places: .none)))
        }
    }

    /// What is said of the files of a folder, in the order of its being said.
    private func readings(_ names: [String], stopAfter: Int = .max) throws -> [String] {
        try withTemporaryFolder { folder in
            for name in names { try write("x", to: folder.appending(name)) }
            let build = try makeBuild(folder.appending("index"), extractors: Restless.Source())
            let files = names.map {
                ScannedFile(path: folder.appending($0).bytes, sizeBytes: 1, modifiedNanoseconds: 0, inode: 0, device: 0)
            }
            let work = ReadingWork(files: files, rules: [FolderRules(path: folder.bytes)], progress: build.progress)
            let reader = try build.makeReader()
            var readings: [String] = []
            while let (file, reading) = try reader.next(of: work) {
                let name = String(decoding: file.path.suffix(2), as: UTF8.self)
                if case .failed(let reason, _) = reading {
                    readings.append("\(name) \(reason)")
                } else {
                    readings.append(name)
                }
                if readings.count == stopAfter { build.progress.stop() }
            }
            reader.forgetBegun()
            return readings
        }
    }

    @Test func `files come in their order, and one that changes behind those that are begun`() throws {
        #expect(try readings(["a0", "b1", "c0", "d0"]) == ["a0", "c0", "d0", "b1"])
    }

    @Test func `a file that changes each time is given up`() throws {
        #expect(try readings(["a0", "b2", "c9"]) == ["a0", "b2", "c9 the file changes while it is being read"])
    }

    @Test func `more files are read than are begun at once`() throws {
        let names = (0..<50).map { "\(Character(UnicodeScalar(UInt8(0x21 + $0) + 0x10)))0" }
        #expect(try readings(names) == names)
    }

    @Test func `work that is to stop leaves what is begun`() throws {
        #expect(try readings(["a0", "b0", "c0"], stopAfter: 1) == ["a0"])
    }
}
