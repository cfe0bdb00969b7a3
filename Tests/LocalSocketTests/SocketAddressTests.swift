import TestSupport
import LocalSocket
import Testing

struct SocketAddressTests {
    @Test func `the system's socket has the path of the contract`() {
        #expect(SocketAddress.systemPath == "/run/sou/soud.sock")
    }

    @Test(
        arguments: [
            (1000, "/run/user/7", "/run/user/7/sou/soud.sock"),
            (1000, "/run/user/7/", "/run/user/7/sou/soud.sock"),
            // Relative, which the XDG specification tells us to ignore.
            (1000, "run", "/run/user/1000/sou/soud.sock"),
            (1000, "", "/run/user/1000/sou/soud.sock"),
            // Under su and cron the variable is not set, and soud listens here all the same.
            (1000, nil, "/run/user/1000/sou/soud.sock"),
            (999, nil, nil),
            (0, nil, nil),
            (0, "/run/user/0", "/run/user/0/sou/soud.sock"),
        ] as [(UInt32, String?, String?)])
    func `a user's socket is below XDG_RUNTIME_DIR, or where that would be`(
        userID: UInt32, folder: String?, expected: String?
    ) {
        #expect(SocketAddress.userPath(userID: userID) { $0 == "XDG_RUNTIME_DIR" ? folder : nil } == expected)
    }

    @Test func `a client takes the flag, then SOU_SOCKET, then the user's socket, then the system's`() throws {
        let server = try FakeServer(.neverAccept)
        let runtime = server.folder
        var environment = ["SOU_SOCKET": "/named", "XDG_RUNTIME_DIR": runtime]
        #expect(try SocketAddress.forClient(flag: "/flag") { environment[$0] }.path == "/flag")
        #expect(try SocketAddress.forClient(flag: nil) { environment[$0] }.path == "/named")
        environment["SOU_SOCKET"] = ""
        #expect(try SocketAddress.forClient(flag: nil) { environment[$0] }.path == "/run/sou/soud.sock")
        try server.link(to: "sou/soud.sock")
        #expect(try SocketAddress.forClient(flag: nil) { environment[$0] }.path == "\(runtime)/sou/soud.sock")
        environment = [:]
        #expect(try SocketAddress.forClient(flag: nil) { environment[$0] }.path == "/run/sou/soud.sock")
    }

    @Test(arguments: [1, 106, 107])
    func `a path that fits is taken as it is`(length: Int) throws {
        let path = String(repeating: "a", count: length)
        #expect(try SocketAddress(path: path).path == path)
    }

    @Test(arguments: [
        "", String(repeating: "a", count: 108),
        // 108 bytes in 36 characters.
        String(repeating: "搜", count: 36), "a\0b",
    ])
    func `a path that is no socket's is refused`(path: String) {
        #expect(throws: LocalSocketError.unusablePath(path: path)) { try SocketAddress(path: path) }
    }
}
