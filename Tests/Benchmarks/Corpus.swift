import Foundation

/// Texts to measure with, each valid UTF-8.
struct Corpus {
    var name: String
    var documents: [[UInt8]]

    var sizeBytes: Int { documents.reduce(0) { $0 + $1.count } }

    /// Every file below a folder that is UTF-8, in the order of the paths, up to a size in all.
    ///
    /// Throws: what Foundation says when the folder cannot be listed or a file not be read.
    init(folder: String, upToBytes limit: Int) throws {
        name = URL(fileURLWithPath: folder).lastPathComponent
        documents = []
        var size = 0
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() where size < limit {
            let file = URL(fileURLWithPath: folder).appendingPathComponent(path)
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            let bytes = [UInt8](try Data(contentsOf: file))
            guard String(validating: bytes, as: UTF8.self) != nil else { continue }
            documents.append(bytes)
            size += bytes.count
        }
    }

    private init(name: String, documents: [[UInt8]]) {
        self.name = name
        self.documents = documents
    }

    /// Texts made of the samples below: sentences drawn at random, with some Latin words, numbers and hard wraps.
    static func generated(sizeBytes: Int) -> Corpus {
        var generator = SplitMix64(state: 20_240_101)
        var documents: [[UInt8]] = []
        var size = 0
        while size < sizeBytes {
            var text: [UInt8] = []
            while text.count < 4_000 {
                text += SampleSentences.all[Int.random(in: 0..<SampleSentences.all.count, using: &generator)].utf8
                if Int.random(in: 0..<6, using: &generator) == 0 { text.append(UInt8(ascii: "\n")) }
                // Real text has thousands of characters; drawing some keeps the sentences from being the only ones.
                let drawn = (0..<8).map { _ in UInt16.random(in: 0x4E00..<0x6E00, using: &generator) }
                text += String(decoding: drawn, as: UTF16.self).utf8
            }
            documents.append(text)
            size += text.count
        }
        return Corpus(name: "generated", documents: documents)
    }

    /// The same text cut into documents of about this size, at characters.
    func cut(intoBytes size: Int) -> Corpus {
        var pieces: [[UInt8]] = []
        for document in documents {
            var start = 0
            while start < document.count {
                var end = min(start + size, document.count)
                while end < document.count, document[end] & 0xC0 == 0x80 { end -= 1 }
                pieces.append(Array(document[start..<end]))
                start = end
            }
        }
        return Corpus(name: "\(name), cut at \(size) B", documents: pieces)
    }
}
