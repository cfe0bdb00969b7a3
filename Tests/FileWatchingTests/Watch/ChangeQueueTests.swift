import Testing

@testable import FileWatching

struct ChangeQueueTests {
    private let start = ContinuousClock.now

    private func paths(_ set: ChangeSet?) -> [String]? {
        set?.changes().paths.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `what lies below a folder goes without saying, but not a name that only begins like it`() {
        var set = ChangeSet()
        for file in ["/a/b/c", "/a/b c", "/a/b", "/a/bc", "/a/e/f", "/g/h"] { set.insert(file: Array(file.utf8)) }
        for folder in ["/a/b", "/a/b/d"] { set.insert(folder: Array(folder.utf8)) }
        set.insert(Array("/g".utf8), .mounted)
        let changes = set.changes()
        #expect(paths(set) == ["/a/b", "/a/b c", "/a/bc", "/a/e/f"])
        #expect(changes.comparisons.map(\.path) == [Array("/g".utf8)])
    }

    @Test func `the reason for comparing a folder is told though the folder above is told too`() {
        var set = ChangeSet()
        set.insert(folder: Array("/a".utf8))
        set.insert(Array("/a/b".utf8), .mounted)
        #expect(paths(set) == ["/a"])
        #expect(set.changes().comparisons.map(\.reason) == [.mounted])
        set.insert(Array("/".utf8), .overflow)
        #expect(paths(set) == [])
        #expect(set.changes().comparisons.map(\.reason) == [.overflow])
    }

    @Test func `changes wait for quiet, and under steady change not longer than they may`() {
        var queue = ChangeQueue(WatchSettings())
        #expect(queue.deadline == nil)
        queue.change(file: [1], at: start)
        #expect(queue.deadline == start + .milliseconds(300))
        #expect(queue.takeReady(at: start + .milliseconds(299)) == nil)
        for tenth in 1...19 {
            let now = start + .milliseconds(100 * tenth)
            queue.change(file: [2], at: now)
            #expect(queue.takeReady(at: now) == nil)
        }
        #expect(queue.deadline == start + .seconds(2))
        #expect(queue.takeReady(at: start + .seconds(2))?.count == 2)
        #expect(queue.deadline == nil)
        #expect(queue.takeReady(at: start + .seconds(9)) == nil)
    }

    @Test func `a file that is written to waits until it is quiet or has been open for long`() {
        var queue = ChangeQueue(WatchSettings())
        var now = start
        queue.write([1], at: now)
        queue.write([2], at: now)
        while now < start + .seconds(29) {
            now += .milliseconds(500)
            queue.write([1], at: now)
            let quiet = queue.takeQuietFiles(at: now)
            #expect(quiet == (now == start + .seconds(1) ? [[2]] : []))
        }
        #expect(queue.isWriting([1]))
        #expect(queue.takeQuietFiles(at: start + .seconds(30)) == [[1]])
        #expect(!queue.isWriting([1]))
        #expect(queue.deadline == nil)
    }

    @Test func `writing to one file does not keep others waiting`() {
        var queue = ChangeQueue(WatchSettings())
        queue.change(file: [1], at: start)
        queue.write([2], at: start + .milliseconds(299))
        #expect(queue.takeReady(at: start + .milliseconds(300))?.count == 1)
    }
}
