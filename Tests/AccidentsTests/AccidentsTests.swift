import TestSupport
import Testing

@testable import Accidents

/// A few accidents of each kind; `make accidents` lets thousands happen.
@Suite(.serialized, .enabled(if: Workplace.isBuilt, "the programs are not beside the tests"))
struct AccidentsTests {
    private func withWorkplace(_ kind: AccidentKind, _ body: (Workplace) throws -> Void) throws {
        var random = SeededRandom.announced(kind.rawValue)
        guard let workplace = try Workplace(files: 6, seed: random.next(), disk: kind.needsDisk) else {
            try Test.cancel("mounting is not permitted here")
        }
        defer { workplace.remove() }
        try body(workplace)
    }

    @Test(arguments: AccidentKind.allCases.filter { $0 != .flip }, ["build", "watch"])
    func `after an accident the index is whole, the daemon answers, and the next command makes up for it`(
        _ kind: AccidentKind, command: String
    ) throws {
        try withWorkplace(kind) { workplace in
            var run = try AccidentRun(kind, workplace, commands: [command])
            try run.run(count: kind == .kill ? 3 : 1)
        }
    }

    @Test func `a damaged table ends no program, is found by the check, and mended by a repair`() throws {
        try withWorkplace(.flip) { workplace in
            var tables = try DamagedTables(workplace)
            // One for each table.
            _ = try tables.run(count: 5)
        }
    }
}
