internal import Glibc

/// What the program has from the world around it, so that a test can give it another.
struct ProgramContext {
    /// The value of an environment variable, or nil.
    var variable: (String) -> String?
    var outputIsTerminal: Bool
    /// Writes to standard output; throws the `errno` that stopped it.
    var write: ([UInt8]) throws(WriteFailure) -> Void
    /// Writes to standard error.
    var writeError: ([UInt8]) throws(WriteFailure) -> Void

    /// A stream took no more bytes.
    struct WriteFailure: Error, Hashable {
        var errorNumber: Int32
    }

    /// The process's own.
    static var process: ProgramContext {
        ProgramContext(
            variable: { name in getenv(name).map { String(cString: $0) } },
            outputIsTerminal: isatty(STDOUT_FILENO) == 1,
            write: { bytes throws(WriteFailure) in try writeAll(bytes, to: STDOUT_FILENO) },
            writeError: { bytes throws(WriteFailure) in try writeAll(bytes, to: STDERR_FILENO) })
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(WriteFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                throw WriteFailure(errorNumber: errno)
            }
        }
    }
}
