import Glibc

/// What shows only in the optimized program, whose code the test suite does not run.
@main
struct ReleaseChecks {
    static func main() throws {
        let problems = try Allocations.problems() + EngineFaults.problems()
        for problem in problems { print("✘ \(problem)") }
        exit(problems.isEmpty ? EXIT_SUCCESS : EXIT_FAILURE)
    }
}
