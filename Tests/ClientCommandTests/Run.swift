import TestSupport

@testable import ClientCommand

/// What one run of the program in process left behind.
struct Run: Equatable {
    var output: String
    var errors: String
    var status: Verdict
    /// What was asked of the server; nil when nothing was.
    var target: String?
}

extension Run {
    /// Runs the program; `outputError` is the `errno` of every write to standard output.
    init(
        _ arguments: [String], server: FakeServer? = nil, environment: [String: String] = [:], onTerminal: Bool = false,
        outputError: Int32? = nil
    ) throws {
        var environment = environment
        environment["SOU_SOCKET"] = server?.path
        var output: [UInt8] = []
        var errors: [UInt8] = []
        let context = ProgramContext(
            variable: { environment[$0] },
            outputIsTerminal: onTerminal,
            write: { bytes throws(ProgramContext.WriteFailure) in
                if let outputError { throw ProgramContext.WriteFailure(errorNumber: outputError) }
                output += bytes
            },
            writeError: { bytes throws(ProgramContext.WriteFailure) in errors += bytes })
        status = ClientProgram(context: context).run(arguments)
        self.output = String(decoding: output, as: UTF8.self)
        self.errors = String(decoding: errors, as: UTF8.self)
        target = server?.received.first.map { String($0.split(separator: " ")[1]) }
    }
}
