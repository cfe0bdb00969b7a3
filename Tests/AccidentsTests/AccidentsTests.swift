import TestSupport
import Testing

@testable import Accidents

/// A few accidents of each kind; `make accidents` lets thousands happen.
@Suite(.serialized, .enabled(if: Workplace.isBuilt, "the programs are not beside the tests"))
struct AccidentsTests {
    @Test(arguments: AccidentKind.allCases.filter { $0 != .flip })
    func `after an accident the index is whole, the daemon answers, and the next command makes up for it`(
        _ kind: AccidentKind
    ) throws {
        var random = SeededRandom.announced()
        guard let workplace = try Workplace(files: 12, seed: random.next(), disk: kind.needsDisk) else {
            try Test.cancel("mounting is not permitted here")
        }
        defer { workplace.remove() }
        var run = try AccidentRun(kind, workplace, commands: ["build"])
        try run.run(count: 3)
    }
}
