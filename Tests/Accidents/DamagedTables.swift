import Foundation
import Glibc
import IndexSchema
import SearchClient
import SystemPackage
import TestSupport
import Wire

/// Bytes of an index that change, as a disk may change them, while a daemon serves it: every request must get a right answer
/// or an error with a reason, the check must find what makes a difference, and a repair must mend it.
struct DamagedTables {
    private let workplace: Workplace
    private var random: SeededRandom
    /// The generation that is not damaged.
    private var sound: Int
    private var damagedNumber = 500_000
    private var counts: [String: Int] = [:]

    init(_ workplace: Workplace) throws {
        self.workplace = workplace
        random = workplace.random
        try workplace.run("build")
        sound = 1
    }

    /// - Returns: what there was.
    mutating func run(count: Int) throws -> String {
        for number in 0..<count {
            // In turn, because they are of very different sizes.
            let tables = try FileManager.default.contentsOfDirectory(atPath: generation(sound).string).sorted()
            let table = tables[number % tables.count]
            do {
                try trial(table, mends: number % 4 == 0)
            } catch {
                throw Defect("trial \(number), \(table): \(error)")
            }
        }
        let lines = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return "flip: \(count) trials: \(lines.joined(separator: ", "))"
    }

    private func generation(_ number: Int) -> FilePath {
        workplace.index.appending(IndexLayout.generationName(number))
    }

    private mutating func trial(_ table: String, mends: Bool) throws {
        // A repair takes the next number of all.
        damagedNumber = max(damagedNumber, sound) + 1
        let damaged = generation(damagedNumber)
        try FileManager.default.copyItem(atPath: generation(sound).string, toPath: damaged.string)
        var how = ""
        try edit(damaged.appending(table)) { how = damage(&$0) }
        try makeLive(damagedNumber)

        var isRight = true
        do {
            isRight = try answersAreRight()
            try workplace.checkDaemonLives()
        } catch {
            throw Defect("\(how): \(error)")
        }
        let check = try workplace.check()
        guard check.status == 0 || check.status == 2 else {
            throw Defect("\(how): the check ended with \(check.status): \(check.error)")
        }
        let isFound = check.status == 2
        let difference = try workplace.difference(damaged, generation(sound))
        if let difference, !isFound {
            // No checksum covers the filter of a long text, nor where the lines of its blocks lie in the file.
            if difference.contains("metadata sou.filter.") || difference.contains("metadata sou.block.") {
                counts["not found: in a long text's filter or places", default: 0] += 1
                try makeLive(sound)
                return try removeFolder(damaged)
            }
            throw Defect("\(how): the check does not find that \(difference)")
        }
        if !isRight, !isFound { throw Defect("\(how): the answers are wrong, and the check does not find why") }
        counts[isFound ? "found" : "without a difference", default: 0] += 1
        if !isRight { counts["answered wrong before the check", default: 0] += 1 }

        if isFound, mends {
            let repair = try workplace.check(["--repair"])
            // A folder list that cannot be read is a person's to tell.
            if repair.status == 2, repair.error.hasPrefix("sou-index: cannot tell the folders") {
                counts["without readable folders", default: 0] += 1
                try workplace.run("build")
            } else if repair.status != 0 {
                throw Defect("\(how): the repair ended with \(repair.status): \(repair.error)\(repair.output)")
            }
            try workplace.compareWithFreshIndex()
            guard try answersAreRight() else { throw Defect("\(how): the answers are wrong after the repair") }
            counts["mended", default: 0] += 1
            sound = try liveGeneration()
        } else {
            try makeLive(sound)
            try removeFolder(damaged)
        }
    }

    /// Changes some bytes and says how.
    private mutating func damage(_ bytes: inout [UInt8]) -> String {
        guard !bytes.isEmpty else {
            bytes = [0]
            return "a byte in an empty file"
        }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            bytes.removeSubrange(place...)
            return "cut at \(place)"
        case 1:
            let block = place / 8192 * 8192
            for i in block..<min(block + 8192, bytes.count) { bytes[i] = 0 }
            return "zeros at \(block)"
        case 2:
            let (from, to) = (Int.random(in: 0..<bytes.count, using: &random) / 8192 * 8192, place / 8192 * 8192)
            for i in 0..<min(8192, bytes.count - max(from, to)) { bytes[to + i] = bytes[from + i] }
            return "block \(from) at \(to)"
        case 3:
            for _ in 0..<16 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            return "16 bytes anywhere"
        default:
            bytes[place] ^= UInt8.random(in: 1...255, using: &random)
            return "a byte at \(place)"
        }
    }

    private func makeLive(_ number: Int) throws {
        let next = workplace.index.appending("XAPIANDB.new")
        try write(IndexLayout.stubText(generation: number).utf8, to: next)
        guard rename(next.string, workplace.index.appending(IndexLayout.stub).string) == 0 else {
            throw Errno(rawValue: errno)
        }
    }

    private func liveGeneration() throws -> Int {
        let stub = String(decoding: try read(workplace.index.appending(IndexLayout.stub)), as: UTF8.self)
        guard let number = IndexLayout.generation(inStub: stub) else { throw Defect("the stub is '\(stub)'") }
        return number
    }

    /// Asks the daemon all it can be asked.
    ///
    /// - Returns: false when an answer that is no error is not the right one.
    private func answersAreRight() throws -> Bool {
        var isRight = true
        for word in ChangingTree.words {
            let found = try answer { client throws(ClientError) in
                var parameters = SearchParameters(query: "\"\(word)\"")
                parameters.limit = SearchParameters.largestLimit
                return try client.search(parameters).value.hits.map(\.path)
            }
            let expected = ChangingTree.names(in: workplace.tree.state, with: word)
            let prefix = workplace.tree.folder.string + "/"
            if let found, Set(found.map { String($0.dropFirst(prefix.count)) }) != expected { isRight = false }
        }
        var wide = SearchParameters(query: "人 OR 渡* OR size:>1")
        wide.countsExactly = true
        wide.facets = SearchParameters.Facet.allCases
        wide.sort = .newestFirst
        for parameters in [wide, SearchParameters(query: "走过石桥的人多不多"), SearchParameters(query: "date:2001..2101")] {
            _ = try answer { client throws(ClientError) in try client.search(parameters).value.hits.count }
        }
        _ = try answer { client throws(ClientError) in
            try client.suggest(SuggestParameters(text: "第")).value.suggestions.count
        }
        let path = workplace.tree.folder.string + "/" + (workplace.tree.state.keys.min() ?? "")
        _ = try answer { client throws(ClientError) in
            try client.similar(SimilarParameters(path: Array(path.utf8))).value.hits.count
        }
        _ = try answer { client throws(ClientError) in try client.status().value }
        return isRight
    }

    /// Nil when the daemon says that it cannot, and why.
    private func answer<Answer>(_ body: (SearchClient) throws(ClientError) -> Answer) throws -> Answer? {
        do {
            return try workplace.ask(body)
        } catch ClientError.problem(let problem) where problem.status >= 500 && !problem.detail.isEmpty {
            return nil
        } catch ClientError.problem(let problem) where problem.type == Problem.notIndexed {
            return nil
        } catch {
            try workplace.checkDaemonLives()
            throw error
        }
    }
}
