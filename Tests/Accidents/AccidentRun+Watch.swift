import Foundation
import Glibc
import IndexSchema
import SystemPackage
import TestSupport

// A watch meets an accident while the tree changes, builds are asked for, and every other update is followed by a compaction.
extension AccidentRun {
    /// Lets a watch do all that it can do, for its operations to be counted.
    func measureWatch() throws {
        let watch = try workplace.start("watch", fault: Fault())
        try workplace.waitForRest(of: watch)
        let generation = liveGeneration
        try workplace.tree.change()
        watch.send(SIGUSR1)
        try workplace.wait("the build that was asked for is not made") { liveGeneration != generation }
        let result = try workplace.end(watch, of: "watch")
        guard result.status == 0 else { throw Defect("watch ended with \(result.status): \(result.error)") }
    }

    /// - Returns: how the watch ended.
    mutating func disturbWatch(_ measure: Measure) throws -> ChildProcess.Result {
        mayMix = true
        switch kind {
        case .kill: return try killWatch(measure)
        case .eio:
            let operation = Int.random(in: 1...measure.operations + 2, using: &workplace.random)
            let watch = try workplace.start("watch", fault: Fault(operation: operation, effect: failure()))
            try live(watch, for: lifetime(measure))
            watch.send(SIGTERM)
            return try watch.wait(seconds: 300)
        default:
            let watch = try workplace.start("watch")
            if Bool.random(using: &workplace.random) { try workplace.waitForRest(of: watch) }
            let disk = try fillDisk()
            try live(watch, for: lifetime(measure))
            try disk.resize(to: SmallDisk.fullSizeBytes)
            // What could not be done is done when it can be, without anybody's help.
            try workplace.tree.change()
            states.append(workplace.tree.state)
            try workplace.wait("the watch does not make up for a full disk") {
                if let end = try watch.poll() { throw Defect("the watch ended with \(end.status): \(end.error)") }
                return try ChangingTree.words.allSatisfy {
                    try workplace.names(with: $0) == ChangingTree.names(in: workplace.tree.state, with: $0)
                }
            }
            watch.send(SIGTERM)
            return try watch.wait(seconds: 300)
        }
    }

    private mutating func killWatch(_ measure: Measure) throws -> ChildProcess.Result {
        // A fourth at an operation on the disk, a fourth at a moment, and half soon after something new lies in the
        // index's folder: the scratch folder of a build or a compaction, another generation, the next stub.
        let manner = Int.random(in: 0..<4, using: &workplace.random)
        var fault: Fault?
        if manner == 0 {
            fault = Fault(operation: Int.random(in: 1...measure.operations + 2, using: &workplace.random))
        }
        let watch = try workplace.start("watch", fault: fault)
        if fault != nil {
            try live(watch, for: lifetime(measure))
        } else if manner == 1 {
            try live(watch, for: lifetime(measure) * Double.random(in: 0...1, using: &workplace.random))
        } else {
            let known = try workplace.indexNames()
            try live(watch, for: lifetime(measure)) { [workplace] in

                try !workplace.indexNames().subtracting(known).allSatisfy { $0.hasPrefix(IndexLayout.watcherState) }
            }
            usleep(UInt32.random(in: 0...UInt32(measure.microseconds / 4), using: &workplace.random))
        }
        watch.send(SIGKILL)
        let result = try watch.wait(seconds: 60)
        scenes[try scene(), default: 0] += 1
        return result
    }

    /// Lets the tree change and asks for builds, until the time is over, the watch has ended, or something has come.
    private mutating func live(
        _ watch: ChildProcess, for duration: Duration, until hasCome: () throws -> Bool = { false }
    ) throws {
        let end = ContinuousClock.now + duration
        // Before it works, the signal would end it.
        var mayAsk = Bool.random(using: &workplace.random)
        var nextChange = ContinuousClock.now + pause()
        while ContinuousClock.now < end, try watch.poll() == nil, try !hasCome() {
            if nextChange <= .now {
                try workplace.tree.change()
                states.append(workplace.tree.state)
                nextChange = .now + pause()
            }
            if mayAsk, let state = workplace.state(of: watch), state.activity == .watching {
                watch.send(SIGUSR1)
                mayAsk = false
            }
            usleep(300)
        }
    }

    /// Long enough for changes that come late to be told, waited with, and applied.
    private func lifetime(_ measure: Measure) -> Duration {
        min(.microseconds(2 * measure.microseconds), .seconds(8)) + .seconds(1)
    }

    private func pause() -> Duration {
        .milliseconds(Int.random(in: 1...200, using: &workplace.random))
    }

    private var liveGeneration: Int? {
        (try? read(workplace.index.appending(IndexLayout.stub))).flatMap {
            IndexLayout.generation(inStub: String(decoding: $0, as: UTF8.self))
        }
    }

    /// What an accident has left, in a word or two.
    private func scene() throws -> String {
        let names = try workplace.indexNames()
        var words: [String] = []
        if let scratch = names.first(where: { $0.hasPrefix(IndexLayout.scratchPrefix) }) {
            let parts = try FileManager.default.contentsOfDirectory(atPath: workplace.index.appending(scratch).string)
            words.append(parts.allSatisfy(["copy", "merged"].contains) ? "a merge or compaction" : "segments")
        }
        if names.contains(where: { $0.hasPrefix(IndexLayout.removedPrefix) }) { words.append("a removal") }
        if names.contains(IndexLayout.stub + ".new") { words.append("the next stub") }
        if names.count(where: { IndexLayout.generationNumber($0) != nil }) > 1 { words.append("two generations") }
        return words.isEmpty ? "nothing unfinished" : words.joined(separator: " and ")
    }
}
