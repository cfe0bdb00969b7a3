import Foundation
import Glibc
import IndexSchema
import Indexing
import SystemPackage
import TestSupport

/// Accident after accident of one kind, with what must hold after each.
struct AccidentRun {
    /// What an undisturbed command took.
    struct Measure {
        var microseconds: Int
        var operations: Int
    }

    let kind: AccidentKind
    let workplace: Workplace
    private let commands: [String]
    private var measures: [String: Measure] = [:]
    /// What the tree has been since the last command without an accident; the daemon may answer any of these.
    var states: [ChangingTree.State] = []
    /// The tree changed while a command ran, so that an answer may mix two states.
    var mayMix = false
    /// Whether an index has been live.
    private var hasIndex = false
    private var statusCounts: [Int32: Int] = [:]
    private var comparisonCount = 0
    private var trialCount = 0
    /// What lay in the index's folder when a watch was killed.
    var scenes: [String: Int] = [:]

    init(_ kind: AccidentKind, _ workplace: Workplace, commands: [String]) throws {
        self.kind = kind
        self.workplace = workplace
        self.commands = commands
        try workplace.run("build")
        for command in commands {
            // With something to do.
            try workplace.tree.change()
            let start = ContinuousClock.now
            if command == "watch" { try measureWatch() } else { try workplace.run(command, fault: Fault()) }
            let microseconds = Int((ContinuousClock.now - start) / .microseconds(1))
            measures[command] = Measure(microseconds: microseconds, operations: try workplace.operationCount())
        }
        states = [workplace.tree.state]
        hasIndex = true
    }

    /// How the disturbed commands ended, and what was compared.
    var report: String {
        let ends = statusCounts.sorted { $0.key < $1.key }.map { "\($0.value) ended with \($0.key)" }
        let seen = scenes.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        let measured = measures.sorted { $0.key < $1.key }.map {
            "\($0.key): \($0.value.microseconds / 1000) ms, \($0.value.operations) operations"
        }
        return "\(kind): \(trialCount) trials (\(ends.joined(separator: ", "))), \(comparisonCount) comparisons with a "
            + "fresh build, no defect; \(scenes.isEmpty ? "" : "killed with " + seen + "; ")undisturbed \(measured.joined(separator: "; "))"
    }

    mutating func run(count: Int) throws {
        for number in 1...max(1, count) {
            do {
                try trial()
                // Accidents pile up: only every third time, on the average, something goes well in between.
                if number == count || Int.random(in: 0..<3, using: &workplace.random) == 0 { try settle() }
            } catch {
                throw Defect("trial \(number): \(error)")
            }
            trialCount += 1
            if trialCount % 100 == 0 {
                print("\(trialCount) trials")
                // A long run is watched through a file.
                fflush(nil)
            }
        }
    }

    private mutating func trial() throws {
        guard let command = commands.randomElement(using: &workplace.random) else { return }
        // Now and then it is the first index of all.
        if workplace.disk == nil, Int.random(in: 0..<20, using: &workplace.random) == 0 {
            if FileManager.default.fileExists(atPath: workplace.index.string) {
                try removeFolder(workplace.index)
            }
            hasIndex = false
        }
        try workplace.tree.change()
        states.append(workplace.tree.state)
        let state = workplace.tree.state
        let result = try disturb(command)
        statusCounts[result.status, default: 0] += 1
        // A watch that is told to end leaves what it has not come to.
        if result.status == 0, command != "watch" {
            hasIndex = true
            // Who says that it is done has done it.
            if workplace.tree.state == state { (states, mayMix) = ([state], false) }
        }
        try checkEnd(result, of: command)
        try checkIndex()
        for word in ChangingTree.words.shuffled(using: &workplace.random).prefix(2) { try checkAnswer(word) }
        try workplace.checkDaemonLives()
    }

    // MARK: The accident

    private mutating func disturb(_ command: String) throws -> ChildProcess.Result {
        guard let measure = measures[command] else { throw Defect("'\(command)' was not measured") }
        if command == "watch", [.kill, .eio, .enospc].contains(kind) { return try disturbWatch(measure) }
        func operation() -> Int { Int.random(in: 1...measure.operations + 2, using: &workplace.random) }
        switch kind {
        case .kill:
            // Half of them at an operation on the disk, because the shortest steps are the most important.
            if Bool.random(using: &workplace.random) {
                return try workplace.start(command, fault: Fault(operation: operation())).wait(seconds: 120)
            }
            let process = try workplace.start(command)
            let moment = Int.random(in: 0...measure.microseconds, using: &workplace.random)
            if Int.random(in: 0..<4, using: &workplace.random) == 0 {
                usleep(UInt32(moment / 2))
                try workplace.tree.change()
                states.append(workplace.tree.state)
                mayMix = true
                usleep(UInt32(moment / 2))
            } else {
                usleep(UInt32(moment))
            }
            process.send(SIGKILL)
            return try process.wait(seconds: 60)
        case .eio:
            return try workplace.start(command, fault: Fault(operation: operation(), effect: failure())).wait(
                seconds: 300)
        case .enospc:
            let disk = try fillDisk()
            let result = try workplace.start(command).wait(seconds: 300)
            try disk.resize(to: SmallDisk.fullSizeBytes)
            return result
        case .readonly:
            guard let disk = workplace.disk else { throw Defect("there is no disk to close") }
            try disk.setReadOnly(true)
            let result = try workplace.start(command).wait(seconds: 120)
            try disk.setReadOnly(false)
            guard result.status == 2 else { throw Defect("\(command) wrote where nothing can be written") }
            return result
        case .clock:
            let years = [-30, -1, 1, 10].randomElement(using: &workplace.random) ?? 1
            let seconds = years * 365 * 86_400
            try workplace.tree.setTimes(around: time(nil) + seconds)
            let process = try workplace.start(command, fault: Fault(clockSeconds: -seconds))
            let result = try workplace.end(process, of: command)
            guard result.status == 0 else { throw Defect("\(command) does not bear a wrong clock: \(result.error)") }
            return result
        case .flip: throw Defect("damage to tables is another run's")
        }
    }

    /// An error of the disk, once or from then on.
    func failure() -> Fault.Effect {
        let errors: [Errno] = [.ioError, .noSpace, .readOnlyFileSystem]
        let error = errors.randomElement(using: &workplace.random) ?? .ioError
        return .error(error, stays: Bool.random(using: &workplace.random))
    }

    /// Leaves some room on the disk: at most a few times of what is there is needed, and an update of a large index needs
    /// very little.
    func fillDisk() throws -> SmallDisk {
        guard let disk = workplace.disk else { throw Defect("there is no disk to fill") }
        let most = max(8192.0, Double(disk.usedBytes * 4))
        let room = 4096 * pow(most / 4096, Double.random(in: 0...1, using: &workplace.random))
        try disk.resize(to: disk.usedBytes + Int(room))
        return disk
    }

    // MARK: What must hold

    /// Whatever happened, a command that ends by itself ends as it should: with a sentence.
    private func checkEnd(_ result: ChildProcess.Result, of command: String) throws {
        switch result.status {
        case 0: break
        case 128 + SIGKILL where kind == .kill: break
        case 2 where result.error.hasPrefix("sou-index: cannot "): break
        default: throw Defect("\(command) ended with \(result.status): \(result.error)")
        }
    }

    private mutating func checkIndex() throws {
        // A first index that was not made live is none yet; the check would tell that there is something.
        if !hasIndex, try !workplace.indexNames().contains(IndexLayout.stub) { return }
        do {
            let audit = try IndexAudit.run(workplace.index, fingerprint: workplace.fingerprint)
            if !audit.problems.isEmpty { throw Defect(audit.problems.joined(separator: "; ")) }
            hasIndex = true
        } catch IndexingError.noIndex where !hasIndex {
            return
        }
    }

    private func checkAnswer(_ word: String) throws {
        guard let found = try workplace.names(with: word) else {
            if hasIndex { throw Defect("the daemon sees no index") }
            return
        }
        let possible = states.map { ChangingTree.names(in: $0, with: word) }
        if possible.contains(found) { return }
        let isAtomic = commands == ["build"] && !mayMix
        let union = possible.reduce(into: Set()) { $0.formUnion($1) }
        let common = possible.dropFirst().reduce(possible[0]) { $0.intersection($1) }
        guard !isAtomic, found.isSubset(of: union), found.isSuperset(of: common) else {
            let (extra, missing) = (found.subtracting(union).sorted(), common.subtracting(found).sorted())
            throw Defect(
                "'\(word)' finds \(found.count) files as no state of the tree has them: \(extra); not \(missing)")
        }
    }

    /// After a command without an accident everything is as if there had never been one.
    private mutating func settle() throws {
        guard let command = commands.randomElement(using: &workplace.random) else { return }
        try workplace.run(command)
        states = [workplace.tree.state]
        mayMix = false
        hasIndex = true
        try checkIndex()
        for word in ChangingTree.words { try checkAnswer(word) }
        let left = try FileManager.default.contentsOfDirectory(atPath: workplace.index.string)
        guard left.count == 3 else { throw Defect("debris is left: \(left.sorted())") }
        try workplace.compareWithFreshIndex()
        comparisonCount += 1
    }
}
