import Foundation
import Glibc
import SystemPackage
import TestSupport
import Wire

/// Documents that all carry one number, the stamp, which also says how many they are: so what an answer shows of them
/// tells of which commit it is, and an answer of two commits contradicts itself.
struct StampedDocuments {
    /// What all of them have, and no other document.
    static let query = "\"绿釉陶鹦鹉\""

    let folder: FilePath

    static func count(at stamp: Int) -> Int { 20 + stamp % 7 }

    /// Makes all of them of one stamp. Nobody may read them meanwhile.
    func write(stamp: Int) throws {
        let count = Self.count(at: stamp)
        for number in 0..<count {
            try TestSupport.write(Self.text(number, stamp), to: folder.appending("告示\(number).md"))
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.string)
        for name in names where !(0..<count).contains(where: { "告示\($0).md" == name }) {
            guard unlink(folder.appending(name).string) == 0 else { throw Errno(rawValue: errno) }
        }
    }

    private static func text(_ number: Int, _ stamp: Int) -> String {
        let sentence = "第\(number)扇窗前摆着绿釉陶鹦鹉，印\(stamp)记。\n\n"
        let rest = String(repeating: "街上的人来来往往，没有谁停下来看一眼。", count: number + 1) + "\n\n"
        // The first is long enough to be stored in blocks, which are read apart from the record.
        let pieces = number == 0 ? Array(repeating: String(repeating: rest, count: 800), count: 3) : [rest]
        return "# 告示，印\(stamp)记\n\n" + pieces.map { sentence + $0 }.joined()
    }

    /// - Parameters:
    ///   - answer: to the query, with an exact count, the facet of types, and a page that has room for all.
    ///   - stamps: those that may be live.
    /// - Returns: the stamp.
    ///
    /// Throws: `ReadingFailure` when the answer is not one of a single commit, or of none that it may be of.
    static func stamp(of answer: SearchResponse, among stamps: ClosedRange<Int>) throws -> Int {
        let shown = answer.hits.flatMap { hit in
            [self.stamps(in: hit.title), self.stamps(in: hit.snippet.map(\.text).joined())]
        }
        guard let stamp = shown.first?.first, shown.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 == stamp } }) else {
            throw ReadingFailure("an answer mixes commits: \(shown)")
        }
        let count = count(at: stamp)
        let counts = [
            Set(answer.hits.map(\.path)).count, answer.hits.count, answer.total.lower, answer.total.upper,
            answer.facets?["type"]?.values.reduce(0) { $0 + $1.count } ?? -1,
        ]
        guard counts.allSatisfy({ $0 == count }) else {
            throw ReadingFailure("an answer mixes commits: the stamp \(stamp) means \(count) documents, not \(counts)")
        }
        guard stamps.contains(stamp) else {
            throw ReadingFailure("an answer shows the stamp \(stamp), which is none of \(stamps)")
        }
        return stamp
    }

    private static func stamps(in text: String) -> [Int] {
        text.matches(of: /印(\d+)记/).compactMap { Int($0.1) }
    }
}

/// What must not be while a daemon is read from and its index written.
struct ReadingFailure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
