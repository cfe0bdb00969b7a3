import Glibc
import SystemPackage
import TestSupport
import Testing
import XapianIndex

/// Faults that are none of the engine's, in a process that catches those of the engine.
struct MemoryFaultTests {
    /// Calls the engine, after which faults are caught.
    private static func callEngine() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeIndex(path, [SampleDocument(terms: [("水", 1)])])
            _ = try IndexReader(path: path)
        }
    }

    @Test func `a fault outside of the engine ends the process`() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            try Self.callEngine()
            // A page that is there and may not be touched.
            let page = mmap(nil, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            page?.storeBytes(of: 1, as: UInt8.self)
        }
    }

    @Test func `a fault on a thread beside one that is in the engine ends the process`() async {
        await #expect(processExitsWith: .signal(SIGBUS)) {
            try Self.callEngine()
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { _ in
                    raise(SIGBUS)
                    return nil
                }, nil)
            while true { try Self.callEngine() }
        }
    }

    @Test(arguments: [SIGSEGV, SIGBUS, SIGFPE])
    func `a signal that somebody sends ends the process`(signal: Int32) async {
        await #expect(processExitsWith: .signal(signal)) { [signal] in
            try Self.callEngine()
            kill(getpid(), signal)
            while true { sleep(1) }
        }
    }
}
