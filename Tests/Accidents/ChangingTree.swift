import Foundation
import Glibc
import SystemPackage
import TestSupport

/// A folder of small files that changes at random, and what is in them.
struct ChangingTree {
    /// What is asked for. No word stands in another, nor across two sentences.
    static let words = ["渡船", "石桥", "灯塔", "茶园", "竹林", "雨伞", "稻田", "鼓楼", "织布机", "灰喜鹊"]

    /// The texts by the names below the folder.
    typealias State = [String: String]

    let folder: FilePath
    private(set) var state: State = [:]
    private var random: SeededRandom
    private var nextNumber = 0
    private var mostFiles = Int.max

    /// - Parameters:
    ///   - files: how many small ones there are; few enough for an answer to hold all.
    ///   - corpus: a folder of real documents, so many of which are there as well.
    init(_ folder: FilePath, files: Int, corpus: (folder: FilePath, files: Int)? = nil, seed: UInt64) throws {
        self.folder = folder
        random = SeededRandom(seed: seed)
        for _ in 0..<files { try add() }
        if let corpus { try copy(corpus.files, from: corpus.folder) }
        mostFiles = state.count + files + 10
    }

    /// Only plain text, to which a sentence can be added without its becoming part of some markup, in UTF-8, with nothing of what is asked for, in any spelling that a search takes for the same.
    private mutating func copy(_ count: Int, from corpus: FilePath) throws {
        let words = Self.words + ["石橋", "燈塔", "茶園", "雨傘", "鼓樓", "織布機", "灰喜鵲"]
        let names = try FileManager.default.subpathsOfDirectory(atPath: corpus.string).sorted()
        var copied = 0
        for name in names.shuffled(using: &random) where copied < count && name.hasSuffix(".txt") {
            guard let text = try? String(contentsOfFile: corpus.appending(name).string, encoding: .utf8),
                text.utf8.count < 200_000
            else { continue }
            let plain = text.filter { !$0.isWhitespace }
            guard !words.contains(where: plain.contains) else { continue }
            try put(text, at: "架\(copied / 100)/\(copied).txt")
            copied += 1
        }
    }

    /// A few changes, of any kind.
    mutating func change() throws {
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            guard let name = state.keys.sorted().randomElement(using: &random) else { return try add() }
            switch Int.random(in: 0..<8, using: &random) {
            // However long it goes on, an answer has to hold all.
            case 0, 1: if state.count < mostFiles { try add() } else { try remove(name) }
            case 2: try put(makeText(), at: name)
            case 3: try put((state[name] ?? "") + sentence(), at: name)
            case 4:
                try remove(name)
            case 5:
                nextNumber += 1
                try move(name, to: "册\(nextNumber % 7)/移\(nextNumber).txt")
            case 6: try moveFolder(of: name)
            default: try touch(name)
            }
        }
    }

    /// Gives a few files a time of their own, in seconds since 1970.
    mutating func setTimes(around seconds: Int) throws {
        for name in state.keys.sorted().shuffled(using: &random).prefix(5) {
            try setTime(name, seconds + Int.random(in: -1000...1000, using: &random))
        }
    }

    /// The names of the files that have the word.
    static func names(in state: State, with word: String) -> Set<String> {
        Set(state.filter { $0.value.contains(word) }.keys)
    }

    private mutating func add() throws {
        nextNumber += 1
        try put(makeText(), at: "册\(nextNumber % 7)/第\(nextNumber).\(nextNumber % 5 == 0 ? "md" : "txt")")
    }

    /// Mostly short, now and then one that is stored in blocks.
    private mutating func makeText() -> String {
        let count = Int.random(in: 0..<60, using: &random) == 0 ? 8000 : Int.random(in: 1...40, using: &random)
        return (0..<count).map { _ in sentence() }.joined()
    }

    private mutating func sentence() -> String {
        let place = Self.words.randomElement(using: &random) ?? ""
        return "第\(Int.random(in: 1...9999, using: &random))天走过\(place)的人不多。\n"
    }

    /// Under another name first, so that nobody reads half of it.
    private mutating func put(_ text: String, at name: String) throws {
        let hidden = folder.appending(".unfinished")
        try makeFolder(of: name)
        try write(text, to: hidden)
        try check(rename(hidden.string, folder.appending(name).string))
        state[name] = text
    }

    private func makeFolder(of name: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder.appending(name).removingLastComponent().string, withIntermediateDirectories: true)
    }

    private mutating func remove(_ name: String) throws {
        try check(unlink(folder.appending(name).string))
        state[name] = nil
    }

    private mutating func move(_ name: String, to other: String) throws {
        try makeFolder(of: other)
        try check(rename(folder.appending(name).string, folder.appending(other).string))
        state[other] = state.removeValue(forKey: name)
    }

    private mutating func moveFolder(of name: String) throws {
        guard let old = name.split(separator: "/").first.map(String.init) else { return }
        nextNumber += 1
        let new = "匣\(nextNumber)"
        try check(rename(folder.appending(old).string, folder.appending(new).string))
        for (name, text) in state where name.hasPrefix(old + "/") {
            state[name] = nil
            state[new + name.dropFirst(old.count)] = text
        }
    }

    private func touch(_ name: String) throws {
        try check(utimensat(AT_FDCWD, folder.appending(name).string, nil, 0))
    }

    private func setTime(_ name: String, _ seconds: Int) throws {
        let time = timespec(tv_sec: seconds, tv_nsec: 0)
        try check(utimensat(AT_FDCWD, folder.appending(name).string, [time, time], 0))
    }

    private func check(_ result: CInt) throws {
        if result != 0 { throw Errno(rawValue: errno) }
    }
}
