import SystemPackage
import TestSupport
import Testing

@testable import Accidents

/// A few accidents of each kind; `make accidents` lets thousands happen.
@Suite(.serialized, .enabled(if: Workplace.isBuilt, "the programs are not beside the tests"))
struct AccidentsTests {
    private func withWorkplace(_ kind: AccidentKind, files: Int = 6, _ body: (Workplace) throws -> Void) throws {
        var random = SeededRandom.announced(kind.rawValue)
        guard let workplace = try Workplace(files: files, seed: random.next(), disk: kind.needsDisk) else {
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

    /// The engine writes in a destructor of its own, where an error ended the process.
    @Test func `whichever operation on the disk fails, an update ends with a sentence`() throws {
        try withWorkplace(.eio, files: 60) { workplace in
            try workplace.run("build")
            for _ in 0..<8 {
                let operation = Int.random(in: 10...60, using: &workplace.random)
                try workplace.tree.change()
                let fault = Fault(operation: operation, effect: .error(.ioError, stays: false))
                let result = try workplace.start("update", fault: fault).wait(seconds: 120)
                #expect(
                    result.status == 0 || result.status == 2 && result.error.hasPrefix("sou-index: cannot "),
                    "\(operation): \(result.status) \(result.error.prefix(200))")
            }
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
