internal import Foundation
internal import Glibc
package import SystemPackage

/// A folder in which random things happen to files, as they do to a person's.
package struct RandomFolder {
    package let path: FilePath
    private var random: SeededRandom
    /// What has happened so far, to be printed when a test fails.
    package private(set) var history: [String] = []
    /// The paths that somebody who watches the folder would have been told of since this was emptied.
    package var touched: Set<FilePath> = []
    private var number = 0
    /// Files get more names than one, and then no folder is left out: nobody is told of a write under a name in such a folder.
    private let linksFiles: Bool

    private static let folders = ["", "甲", "乙", "甲/深", "甲/深/更深", "乙/山 水"]
    private static let names = ["一.txt", "二.md", "三.html", "四", "五.csv", "图.png", "六.txt.gz", "七.bin"]

    package init(_ path: FilePath, random: SeededRandom) {
        self.path = path
        self.random = random
        linksFiles = Bool.random(using: &self.random)
    }

    /// Does one thing.
    package mutating func step() {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<22: create()
        case ..<30: append()
        case ..<42: rewrite(keepsTime: false)
        case ..<54: move()
        case ..<62: moveFolder()
        case ..<68: remove(pickFile())
        case ..<71: remove(pickFolder())
        case ..<75: replaceFolder()
        case ..<79: change(mode: [0o000, 0o600, 0o644].randomElement(using: &random) ?? 0o600)
        case ..<83: link(symbolic: !linksFiles)
        case ..<87: link(symbolic: true)
        case ..<91: rename()
        case ..<94: ignore()
        default: flip()
        }
    }

    /// Changes a file and sets its time back. Only the time of its last change of any kind tells that, and a file that
    /// gets another name besides looks like one that was moved: so this is to be alone between two updates.
    package mutating func rewriteKeepingTime() {
        rewrite(keepsTime: true)
    }

    // MARK: What happens

    private mutating func create() {
        put(contents(), at: freePath())
    }

    private mutating func append() {
        guard let file = pickFile() else { return }
        note("append \(file)")
        touch(file)
        guard let handle = FileHandle(forWritingAtPath: file.string) else { return }
        handle.seekToEndOfFile()
        handle.write(Data("又添了一行\(nextNumber())。\n".utf8))
        handle.closeFile()
    }

    /// Other bytes in the same number.
    private mutating func rewrite(keepsTime: Bool) {
        guard let file = pickFile(), let old = FileManager.default.contents(atPath: file.string) else { return }
        note("rewrite \(file)\(keepsTime ? ", its time kept" : "")")
        touch(file)
        var status = stat()
        guard stat(file.string, &status) == 0, let handle = FileHandle(forWritingAtPath: file.string) else { return }
        handle.write(Data(String(repeating: "\(nextNumber())", count: old.count).utf8.prefix(old.count)))
        handle.closeFile()
        let times = [status.st_atim, status.st_mtim]
        if keepsTime { utimensat(AT_FDCWD, file.string, times, 0) }
    }

    private mutating func move() {
        guard let file = pickFile() else { return }
        move(file, to: freePath())
    }

    /// To another name in the same folder.
    private mutating func rename() {
        guard let file = pickFile(), let name = file.lastComponent else { return }
        move(file, to: file.removingLastComponent().appending("新\(nextNumber())\(name.string)"))
    }

    private mutating func moveFolder() {
        guard let folder = pickFolder() else { return }
        let target = Bool.random(using: &random) ? freePath() : path.appending("夹\(nextNumber())")
        guard !target.starts(with: folder) else { return }
        move(folder, to: target)
    }

    private mutating func move(_ old: FilePath, to new: FilePath) {
        note("move \(old) to \(new)")
        if Glibc.rename(old.string, new.string) == 0 { touch(old, new) }
    }

    private mutating func remove(_ item: FilePath?) {
        guard let item else { return }
        note("remove \(item)")
        touch(item)
        try? FileManager.default.removeItem(atPath: item.string)
    }

    /// A file where a folder was, or a folder where a file was.
    private mutating func replaceFolder() {
        guard let item = Bool.random(using: &random) ? pickFolder() : pickFile() else { return }
        var status = stat()
        lstat(item.string, &status)
        remove(item)
        put(contents(), at: status.st_mode & S_IFMT == S_IFDIR ? item : item.appending("里.txt"))
    }

    private mutating func change(mode: mode_t) {
        guard let file = pickFile() else { return }
        note("chmod \(String(mode, radix: 8)) \(file)")
        touch(file)
        chmod(file.string, mode)
    }

    private mutating func link(symbolic: Bool) {
        // Nobody is told of a write under a name that is not looked at, as that of an ignore file is not, nor what is in a folder of
        // its name.
        guard let file = pickFile(), symbolic || !file.components.contains(".souignore") else { return }
        let target = freePath()
        note("\(symbolic ? "symbolic link" : "link") \(target) to \(file)")
        try? FileManager.default.createDirectory(
            atPath: target.removingLastComponent().string, withIntermediateDirectories: true)
        touch(target)
        if symbolic { symlink(file.string, target.string) } else { Glibc.link(file.string, target.string) }
    }

    private mutating func ignore() {
        let folder = pickFolder() ?? path
        let file = folder.appending(".souignore")
        if Bool.random(using: &random) { return remove(file) }
        let patterns = linksFiles ? ["*.md\n!*/\n", "新*\n!*/\n", "!二.md\n"] : ["*.md\n", "深/\n", "新*\n", "!二.md\n"]
        put(Array((patterns.randomElement(using: &random) ?? "").utf8), at: file)
    }

    /// The same file again and again, quickly.
    private mutating func flip() {
        let file = pickFile() ?? freePath()
        for _ in 0..<Int.random(in: 2..<6, using: &random) {
            if Bool.random(using: &random) { remove(file) } else { put(contents(), at: file) }
        }
    }

    private mutating func put(_ bytes: [UInt8], at file: FilePath) {
        note("write \(bytes.count) bytes to \(file)")
        try? FileManager.default.createDirectory(
            atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
        touch(file)
        // Where a folder is, or a file in the place of one above, nothing is written: that too happens.
        try? write(bytes, to: file)
        // A symbolic link that led nowhere may have led to a new file.
        touch(file)
    }

    // MARK: What is in files

    private mutating func contents() -> [UInt8] {
        let number = nextNumber()
        switch Int.random(in: 0..<40, using: &random) {
        case 0: return Array("长卷\(number)\n\n\(String(repeating: "山高水长，行行重行行。\n", count: 9000))".utf8)
        case 1..<5: return [0, 0, UInt8(truncatingIfNeeded: number), 0]
        case 5..<9: return (try? LegacyText.long("GB18030", number)) ?? []
        case 9..<12: return (try? LegacyText.long("EUC-KR", number)) ?? []
        case 12..<17: return LegacyText.undecided
        case 17: return []
        case 18..<24: return Array("# 题目\(number)\n\n正文在这里，第\(number)篇。\n".utf8)
        case 24..<28: return Array("<title>页\(number)</title><p>网页的正文</p>".utf8)
        default: return Array("今天是第\(number)天，雨停了，去看海。\n".utf8)
        }
    }

    // MARK: Picking

    private mutating func nextNumber() -> Int {
        number += 1
        return number
    }

    private mutating func freePath() -> FilePath {
        let folder = Self.folders.randomElement(using: &random) ?? ""
        let name = Self.names.randomElement(using: &random) ?? "一.txt"
        return path.pushing(FilePath(folder)).appending(name)
    }

    private mutating func pickFile() -> FilePath? { pick { $0 != S_IFDIR } }
    private mutating func pickFolder() -> FilePath? { pick { $0 == S_IFDIR } }

    private mutating func pick(_ isWanted: (mode_t) -> Bool) -> FilePath? {
        let all = (FileManager.default.enumerator(atPath: path.string)?.compactMap { $0 as? String } ?? []).sorted()
        return all.map { path.pushing(FilePath($0)) }.filter { item in
            var status = stat()
            return lstat(item.string, &status) == 0 && isWanted(status.st_mode & S_IFMT)
        }.randomElement(using: &random)
    }

    private mutating func note(_ sentence: String) {
        history.append(sentence.replacingOccurrences(of: path.string + "/", with: ""))
    }

    /// Also what else the file is called by, and what a symbolic link leads to.
    private mutating func touch(_ items: FilePath...) {
        for item in items {
            touched.insert(item)
            var status = stat()
            if lstat(item.string, &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
                let target = realpath(item.string, nil)
            {
                touch(FilePath(platformString: target))
                free(target)
            }
            guard lstat(item.string, &status) == 0, status.st_nlink > 1, status.st_mode & S_IFMT == S_IFREG else {
                continue
            }
            for name in FileManager.default.enumerator(atPath: path.string)?.compactMap({ $0 as? String }) ?? [] {
                var other = stat()
                let file = path.pushing(FilePath(name))
                if lstat(file.string, &other) == 0, other.st_ino == status.st_ino { touched.insert(file) }
            }
        }
    }
}
