/// What a command leaves to print, and its verdict.
struct CommandResult: Hashable {
    /// For standard output.
    var output: [UInt8]
    /// For standard error: what a person should hear beside the result.
    var remarks: [UInt8] = []
    var status: Verdict
}
