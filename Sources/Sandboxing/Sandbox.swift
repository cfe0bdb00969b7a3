internal import CSandbox
internal import Glibc
package import SystemPackage

/// What this process keeps of its rights when it goes on to read what strangers have written.
///
/// Several walls, for each kernel has some of them and none is without gaps: limits, no capabilities, Landlock against
/// opening files and against the network, and a filter of system calls that leaves little more than reading what is open,
/// memory and the end.
package struct Sandbox: Sendable, Hashable {
    /// The exit status of a process that has run out of memory.
    package static let memoryExhaustedStatus: Int32 = 77

    /// The open files that it may have: its socket, a document, and what a library reads.
    private static let openFileCount: rlim_t = 32

    /// The address space in bytes, which bounds the memory; nil for no limit.
    package var memoryBytes: Int?
    /// Files below these may be opened for reading, and no others.
    package var readableFolders: [FilePath]

    package init(memoryBytes: Int?, readableFolders: [FilePath] = []) {
        self.memoryBytes = memoryBytes
        self.readableFolders = readableFolders
    }

    /// Enters for good. To be called while the process has one thread: Landlock holds for that one.
    ///
    /// - Returns: what this kernel could do of what not every kernel can.
    ///
    /// Throws: when the process cannot even be limited; then it had better end.
    package func enter() throws(SandboxError) -> Confinement {
        try Self.check(csandbox_die_with_parent(), "tie the process to its parent")
        try Self.check(csandbox_keep_to_itself(), "keep the process from gaining rights")
        if let memoryBytes { try Self.limit(RLIMIT_AS, to: rlim_t(memoryBytes), "memory") }
        try Self.limit(RLIMIT_FSIZE, to: 0, "the size of files")
        try Self.limit(RLIMIT_NOFILE, to: Self.openFileCount, "the number of open files")
        try Self.limit(RLIMIT_CORE, to: 0, "core dumps")
        try Self.limit(__RLIMIT_NPROC, to: 0, "the number of processes")
        csandbox_tell_memory_exhaustion(Self.memoryExhaustedStatus)
        try Self.check(csandbox_drop_capabilities(), "drop capabilities")
        let landlockVersion = restrictFiles()
        return Confinement(
            filtersCalls: csandbox_filter_calls(landlockVersion > 0) == 0, landlockVersion: landlockVersion)
    }

    /// Lets the process compute for so many seconds more, and no longer. The limit can be moved as often as there is
    /// something new to do: it is against loops, not against malice.
    package static func allowComputing(seconds: Int) throws(SandboxError) {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        var limits = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_CPU.rawValue)
        getrlimit(resource, &limits)
        limits.rlim_cur = min(rlim_t(used + seconds + 1), limits.rlim_max)
        try check(setrlimit(resource, &limits) == 0 ? 0 : Glibc.errno, "limit the time")
    }

    /// The version of Landlock that is in force now.
    private func restrictFiles() -> Int {
        let version = csandbox_landlock_version()
        guard version > 0 else { return 0 }
        let paths = readableFolders.map { folder in folder.withPlatformString { strdup($0) } }
        defer { for path in paths { free(path) } }
        let error = paths.compactMap { UnsafePointer($0) }.withUnsafeBufferPointer { paths in
            paths.baseAddress.map { csandbox_restrict_files($0, paths.count, version) } ?? 0
        }
        return error == 0 ? Int(version) : 0
    }

    /// A limit that is lower already stays: nobody but root may lift it.
    private static func limit(
        _ resource: __rlimit_resource, to value: rlim_t, _ name: String
    ) throws(SandboxError) {
        var limits = rlimit()
        getrlimit(__rlimit_resource_t(resource.rawValue), &limits)
        let value = min(value, limits.rlim_max)
        limits = rlimit(rlim_cur: value, rlim_max: value)
        try check(
            setrlimit(__rlimit_resource_t(resource.rawValue), &limits) == 0 ? 0 : Glibc.errno, "limit \(name)")
    }

    private static func check(_ error: Int32, _ action: String) throws(SandboxError) {
        guard error == 0 else { throw SandboxError(action: action, errno: Errno(rawValue: error)) }
    }
}
