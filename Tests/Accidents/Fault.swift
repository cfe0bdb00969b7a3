import SystemPackage
import TestSupport

/// What the library of Tests/FaultInjection is told to do to one process.
struct Fault {
    enum Effect {
        case kill
        /// An error of the system, once or from then on.
        case error(Errno, stays: Bool)
    }

    /// At which operation, from 1; nil does nothing but count.
    var operation: Int?
    var effect = Effect.kill
    /// Seconds that the clock is ahead.
    var clockSeconds = 0

    func environment(index: FilePath, countFile: FilePath) throws -> [String: String] {
        guard let library = BuiltProgram.path("libfault-injection.so") else {
            throw Defect("libfault-injection.so is not beside this program; build all of the package")
        }
        var environment = [
            "LD_PRELOAD": library, "SOU_FAULT_FOLDER": index.string, "SOU_FAULT_COUNT": countFile.string,
            "SOU_FAULT_CLOCK": String(clockSeconds),
        ]
        if let operation { environment["SOU_FAULT_AT"] = String(operation) }
        switch effect {
        case .kill: environment["SOU_FAULT"] = "KILL"
        case .error(let error, let stays):
            environment["SOU_FAULT"] = String(error.rawValue)
            if stays { environment["SOU_FAULT_STAYS"] = "1" }
        }
        return environment
    }
}
