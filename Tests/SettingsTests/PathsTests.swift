import SystemPackage
import Testing

@testable import Settings

struct PathsTests {
    private let home: FilePath = "/home/lan"

    @Test(arguments: [0, 1, 998, 999] as [UInt32])
    func `root and the accounts of services have the system's paths`(userID: UInt32) throws {
        let surroundings = Surroundings(
            userID: userID, variables: ["HOME": home, "XDG_CONFIG_HOME": "/c", "XDG_RUNTIME_DIR": "/r"])
        #expect(try Paths.defaults(in: surroundings) == .system)
        #expect(Paths.system.configuration == "/etc/sou/sou.toml")
        #expect(Paths.system.index == "/var/lib/sou/index")
        #expect(Paths.system.socket == "/run/sou/soud.sock")
    }

    @Test func `a person's paths are under the XDG folders`() throws {
        let surroundings = Surroundings(
            userID: 1000,
            variables: ["XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "XDG_RUNTIME_DIR": "/r"])
        #expect(
            try Paths.defaults(in: surroundings)
                == Paths(configuration: "/c/sou/sou.toml", index: "/s/sou/index", socket: "/r/sou/soud.sock"))
    }

    // The XDG specification: empty is unset, relative is invalid and ignored.
    @Test(arguments: [nil, "", "relative/folder"] as [FilePath?])
    func `an XDG variable that is unset, empty or relative gives the standard folder`(value: FilePath?) throws {
        var variables: [String: FilePath] = ["HOME": home]
        for name in ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"] { variables[name] = value }
        #expect(
            try Paths.defaults(in: Surroundings(userID: 1000, variables: variables))
                == Paths(
                    configuration: "/home/lan/.config/sou/sou.toml", index: "/home/lan/.local/state/sou/index",
                    socket: "/run/user/1000/sou/soud.sock"))
    }

    @Test func `a home that is a path in another encoding is kept byte by byte`() throws {
        let home = [0x2F, 0xC0, 0xBC].map { CChar(bitPattern: $0) } + [0]
        let paths = try Paths.defaults(
            in: Surroundings(userID: 1000, variables: ["HOME": FilePath(platformString: home)]))
        let bytes = paths.index.withPlatformString { path in
            (0..<3).map { UInt8(bitPattern: path[$0]) }
        }
        #expect(bytes == [0x2F, 0xC0, 0xBC])
    }

    @Test func `a person without a home is told so`() {
        let error = #expect(throws: ConfigurationError.self) {
            try Paths.defaults(in: Surroundings(userID: 1000, variables: ["HOME": "home"]))
        }
        #expect(
            error?.description
                == "cannot find the configuration: HOME is not set; set it to the absolute path of your home")
    }
}
