internal import Documents
internal import ExtractorProtocol
internal import Glibc

/// An extractor process, and another one whenever the last is no more.
final class RestartingExtractor: Extracting {
    /// The exit status of a process that has run out of memory; `Sandbox.memoryExhaustedStatus`.
    private static let memoryExhaustedStatus: Int32 = 77

    /// How often another process is started before a build is given up.
    private static let startCount = 3

    private let program: ExtractorProgram
    private var process: ExtractorProcess?
    /// What was announced or asked for and has no answer, the oldest first.
    private var pending: [(request: ExtractionRequest, file: Int32)] = []
    /// How many of these the process that is running has been sent.
    private var sentCount = 0

    /// Nil while none is running.
    var processIdentifier: pid_t? { process?.identifier }

    init(_ program: ExtractorProgram) throws(IndexingError) {
        self.program = program
        process = try ExtractorProcess(program)
    }

    func announce(_ request: ExtractionRequest, file: Int32) {
        pending.append((request, file))
        sendAnnounced()
    }

    func forgetAnnounced() {
        guard !pending.isEmpty else { return }
        // Its answers would be taken for those to others.
        if sentCount > 0 { process = nil }
        sentCount = 0
        pending = []
    }

    func reply(to request: ExtractionRequest, file: Int32) throws(IndexingError) -> ExtractorReply {
        if pending.isEmpty { pending.append((request, file)) }
        precondition(pending[0].file == file, "another file was announced")
        while true {
            let process = try runningProcess()
            // What earlier files have done to the process is not this file's fault: it is blamed only when a new one
            // fails too. Later ones have done nothing yet, for it reads one after the other.
            let isNew = process.servedCount == 0
            do throws(ParentEnd.Failure) {
                if sentCount == 0 {
                    try process.send(request, file: file)
                    sentCount = 1
                }
                sendAnnounced()
                let reply = try process.receiveReply(to: request)
                pending.removeFirst()
                sentCount -= 1
                return reply
            } catch {
                self.process = nil
                sentCount = 0
                let reason = reason(error, status: process.stop() ?? 0, maxSeconds: request.maxSeconds)
                guard isNew || error == .overdue else { continue }
                pending.removeFirst()
                return .failed(reason: reason)
            }
        }
    }

    /// Sends what can be sent now. What cannot will be, at the latest when it is asked for, and what is wrong is told then.
    private func sendAnnounced() {
        guard let process else { return }
        while sentCount < pending.count {
            let (request, file) = pending[sentCount]
            do throws(ParentEnd.Failure) {
                try process.send(request, file: file)
            } catch {
                return
            }
            sentCount += 1
        }
    }

    private func runningProcess() throws(IndexingError) -> ExtractorProcess {
        if let process { return process }
        var attempts = Self.startCount
        while true {
            attempts -= 1
            do throws(IndexingError) {
                let new = try ExtractorProcess(program)
                process = new
                return new
            } catch {
                // It could be started before: the system may have ended it to save memory, and have some again soon.
                guard attempts > 0 else { throw error }
            }
        }
    }

    private func reason(_ failure: ParentEnd.Failure, status: Int32, maxSeconds: Int) -> String {
        let (signal, exitStatus) = (status & 0x7F, status >> 8 & 0xFF)
        let isOverdue = failure == .overdue || failure == .closed && signal == SIGXCPU
        if isOverdue { return "reading it took longer than index.max_seconds_per_file (\(maxSeconds) s)" }
        switch failure {
        case .closed where signal == 0 && exitStatus == Self.memoryExhaustedStatus:
            return "reading it takes more memory than index.extractor_memory_bytes (\(program.memoryBytes))"
        case .closed where signal == 0: return "the extractor ended on it (status \(exitStatus))"
        case .closed, .overdue: return "the extractor crashed on it (signal \(signal))"
        case .breach(let breach): return "the extractor's answer is not sound: \(breach)"
        case .system(let errno): return "the extractor cannot be talked to: \(errno)"
        }
    }
}
