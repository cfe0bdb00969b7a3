internal import ExtractorProtocol
internal import Settings

/// What confines the process that reads files, as the program prints it: for people at the start, and in JSON.
struct SandboxReport: Encodable {
    /// Whether a filter of system calls is in force.
    let seccomp: Bool
    /// The version of Landlock that is in force; 0 for none.
    let landlock: Int
    let memoryBytes: Int
    let secondsPerFile: Int

    init(_ hello: ExtractorHello, settings: Configuration.Index) {
        seccomp = hello.filtersCalls
        landlock = hello.landlockVersion
        memoryBytes = settings.extractorMemoryBytes
        secondsPerFile = settings.maxSecondsPerFile
    }

    private enum CodingKeys: String, CodingKey {
        case seccomp, landlock
        case memoryBytes = "memory_bytes"
        case secondsPerFile = "seconds_per_file"
    }

    /// One line for people; what is missing is said first.
    var line: String {
        var missing: [String] = []
        if !seccomp { missing.append("without seccomp, which this kernel or its container does not allow") }
        if landlock == 0 { missing.append("without Landlock, which this kernel does not have") }
        var present: [String] = []
        if seccomp { present.append("seccomp") }
        if landlock > 0 { present.append("Landlock \(landlock)") }
        present += ["\(Quantity.bytes(memoryBytes)) of memory", "\(secondsPerFile) s a file"]
        let warning = missing.isEmpty ? "" : "warning: files are read \(missing.joined(separator: " and ")); "
        return "\(warning)extractor: \(present.joined(separator: ", "))"
    }
}
