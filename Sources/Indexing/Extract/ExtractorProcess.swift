internal import CLinux
internal import ExtractorProtocol
internal import Glibc
internal import SystemPackage

/// One running `sou-extract`. Belongs to one thread, and ends with it at the latest.
final class ExtractorProcess {
    /// How long it may take to start on a machine that has much else to do.
    private static let startTimeout = Duration.seconds(30)
    private static let longestComplaintBytes = 4096
    /// Descriptors from here on do not get in the way of those that the child is to have.
    private static let lowestSpareDescriptor: Int32 = 10

    let hello: ExtractorHello
    /// How many files it has read.
    private(set) var servedCount = 0
    private let end: ParentEnd
    /// Nil once it has been stopped.
    private(set) var identifier: pid_t?

    /// Starts the program and waits until it is confined.
    init(_ program: ExtractorProgram) throws(IndexingError) {
        var complaints: Int32 = -1
        defer { if complaints >= 0 { close(complaints) } }
        let started: (identifier: pid_t, end: ParentEnd)
        do throws(Errno) {
            started = try Self.spawn(program, complaints: &complaints)
        } catch {
            throw .extractor(program.path, reason: "\(error)")
        }
        do throws(ParentEnd.Failure) {
            hello = try started.end.receiveHello(within: Self.startTimeout)
        } catch {
            let status = Self.end(started.identifier)
            throw .extractor(
                program.path,
                reason: Self.complaint(complaints) ?? Self.reason(error, status: status))
        }
        end = started.end
        identifier = started.identifier
        guard hello.version == program.version else {
            throw .extractor(
                program.path, reason: "it is of version \(hello.version), and this is \(program.version)")
        }
    }

    deinit {
        _ = stop()
    }

    /// Has a file read, after those that were sent before.
    ///
    /// Throws: `.system(.resourceTemporarilyUnavailable)` when so many are on their way that there is no room for it; else as
    /// `receiveReply` does.
    func send(_ request: ExtractionRequest, file: Int32) throws(ParentEnd.Failure) {
        try end.send(request, file: file)
    }

    /// Waits for the answer to the oldest request that has none.
    ///
    /// Throws: when there is no answer; then the process is of no more use and is to be stopped.
    func receiveReply(to request: ExtractionRequest) throws(ParentEnd.Failure) -> ExtractorReply {
        let reply = try end.receiveReply(limits: request.limits, within: .seconds(request.maxSeconds))
        servedCount += 1
        return reply
    }

    /// Ends the process, if it has not ended by itself.
    ///
    /// - Returns: how it ended, as `waitpid` says it; nil when it was stopped before.
    func stop() -> Int32? {
        guard let identifier else { return nil }
        self.identifier = nil
        return Self.end(identifier)
    }

    /// A process that is about to end by itself keeps the status that it had coming.
    private static func end(_ identifier: pid_t) -> Int32 {
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        return status
    }

    // MARK: The start

    /// - Parameter complaints: gets the end of a socket that the program's standard error goes to.
    private static func spawn(
        _ program: ExtractorProgram, complaints: inout Int32
    ) throws(Errno) -> (identifier: pid_t, end: ParentEnd) {
        let (own, others) = try socketPair()
        let end = ParentEnd(socket: own)
        defer { close(others) }
        let (complaintsEnd, standardError) = try socketPair()
        complaints = complaintsEnd
        defer { close(standardError) }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, standardError, STDERR_FILENO)
        posix_spawn_file_actions_adddup2(&actions, others, ExtractorEnd.descriptor)
        clinux_close_from(&actions, ExtractorEnd.descriptor + 1)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // In a process group of its own, it does not get the terminal's SIGINT, which is the parent's to act on.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

        clinux_keep_capabilities()
        var identifier = pid_t()
        let arguments = ["sou-extract", "--memory-bytes", String(program.memoryBytes)]
        let words = arguments.map { strdup($0) } + [nil]
        // Nothing of the environment. Swift's runtime would start a process to tell of a crash, which here is forbidden.
        let variables = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
        defer { for word in words + variables { free(word) } }
        let error = program.path.withPlatformString {
            posix_spawn(&identifier, $0, &actions, &attributes, words, variables)
        }
        guard error == 0 else { throw Errno(rawValue: error) }
        return (identifier, end)
    }

    /// Two connected sockets that no other program inherits, the second of them to be given to a program.
    private static func socketPair() throws(Errno) -> (Int32, Int32) {
        var sockets: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &sockets) == 0 else { throw Errno(rawValue: errno) }
        let spare = fcntl(sockets[1], F_DUPFD_CLOEXEC, lowestSpareDescriptor)
        let error = errno
        close(sockets[1])
        guard spare >= 0 else {
            close(sockets[0])
            throw Errno(rawValue: error)
        }
        return (sockets[0], spare)
    }

    /// The first line of what a program that has ended wrote on standard error; nil when it wrote nothing.
    private static func complaint(_ complaints: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: longestComplaintBytes)
        let count = read(complaints, &bytes, bytes.count)
        guard count > 0 else { return nil }
        return String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    private static func reason(_ failure: ParentEnd.Failure, status: Int32) -> String {
        switch failure {
        case .overdue: "it does not answer"
        case .breach, .system: "what it answers makes no sense"
        case .closed where status & 0x7F != 0: "it ended by signal \(status & 0x7F)"
        case .closed: "it ended with status \(status >> 8 & 0xFF)"
        }
    }
}
