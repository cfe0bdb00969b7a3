import Glibc
import SystemPackage
import ServiceManagement
import TestSupport
import Testing

@testable import DaemonCommand

struct ServiceManagerTests {
    private func manager(_ variables: [String: String], processID: pid_t = 7) -> ServiceManager {
        ServiceManager(variable: { variables[$0].map { Array($0.utf8) } }, processID: processID)
    }

    @Test(arguments: [
        [:], ["LISTEN_FDS": "1"], ["LISTEN_FDS": "1", "LISTEN_PID": "8"], ["LISTEN_FDS": "0", "LISTEN_PID": "7"],
        ["LISTEN_FDS": "x", "LISTEN_PID": "7"],
    ])
    func `without a socket for this process there is none`(variables: [String: String]) throws {
        #expect(try manager(variables).inheritedSocket()?.descriptor == nil)
    }

    @Test func `several sockets are refused`() {
        let error = #expect(throws: DaemonError.self) {
            try manager(["LISTEN_FDS": "3", "LISTEN_PID": "7"]).inheritedSocket()
        }
        #expect(
            error?.description
                == "cannot take over the socket of systemd: 3 were handed over, soud takes one; "
                + "give soud.socket one ListenStream=")
    }
}
