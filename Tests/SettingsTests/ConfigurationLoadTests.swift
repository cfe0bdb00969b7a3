import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Settings

struct ConfigurationLoadTests {
    private func person(_ folder: FilePath, _ variables: [String: FilePath] = [:]) -> Surroundings {
        let own: [String: FilePath] = ["HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_RUNTIME_DIR": "/run/user/1000"]
        return Surroundings(userID: 1000, variables: own.merging(variables) { $1 })
    }

    @Test func `without a file, a flag or a variable there are the defaults`() throws {
        try withTemporaryFolder { folder in
            let configuration = try Configuration.load(surroundings: person(folder))
            #expect(configuration == Configuration(paths: try Paths.defaults(in: person(folder))))
        }
    }

    @Test func `a flag goes before the environment, that before the file, and the file before the default`() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending("other.toml")
            try write("[index]\npath = '/file'\n[daemon]\nsocket = '/file.sock'\nthreads = 3\n".utf8, to: file)

            var surroundings = person(folder)
            func load(_ flags: Flags = Flags()) throws -> [String] {
                let loaded = try Configuration.load(flags: flags, surroundings: surroundings)
                return [loaded.index.path.string, loaded.daemon.socket.string, String(loaded.daemon.threads)]
            }
            #expect(try load() == ["\(folder)/.local/state/sou/index", "/run/user/1000/sou/soud.sock", "0"])
            surroundings.variables["SOU_CONFIG"] = file
            #expect(try load() == ["/file", "/file.sock", "3"])
            surroundings.variables["SOU_INDEX"] = "/variable"
            surroundings.variables["SOU_SOCKET"] = "/variable.sock"
            #expect(try load() == ["/variable", "/variable.sock", "3"])
            #expect(
                try load(Flags(index: "/flag", socket: "/flag.sock", threads: 5)) == ["/flag", "/flag.sock", "5"])
            surroundings.variables["SOU_CONFIG"] = "/nowhere.toml"
            #expect(try load(Flags(configuration: file, threads: 0)) == ["/variable", "/variable.sock", "0"])
        }
    }

    @Test func `the default file is read when it exists`() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/sou", withIntermediateDirectories: false)
            try write("[daemon]\nqueue = 7\n".utf8, to: folder.appending("sou/sou.toml"))
            #expect(try Configuration.load(surroundings: person(folder)).daemon.queue == 7)
        }
    }

    @Test func `a variable that is empty is unset`() throws {
        try withTemporaryFolder { folder in
            let surroundings = person(folder, ["SOU_CONFIG": "", "SOU_INDEX": "", "SOU_SOCKET": ""])
            let plain = try Configuration.load(surroundings: person(folder))
            #expect(try Configuration.load(surroundings: surroundings) == plain)
        }
    }

    @Test func `a file named by flag or environment has to exist`() throws {
        try withTemporaryFolder { folder in
            let sentence = "cannot read configuration '\(folder)/absent.toml': No such file or directory"
            let byFlag = #expect(throws: ConfigurationError.self) {
                try Configuration.load(
                    flags: Flags(configuration: folder.appending("absent.toml")), surroundings: person(folder))
            }
            #expect(byFlag?.description == sentence)
            let byVariable = #expect(throws: ConfigurationError.self) {
                try Configuration.load(
                    surroundings: person(folder, ["SOU_CONFIG": folder.appending("absent.toml")]))
            }
            #expect(byVariable?.description == sentence)
        }
    }

    @Test func `a folder in the place of the file is an error even where a missing file is not`() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: ConfigurationError.self) {
                try Configuration.load(flags: Flags(configuration: folder), surroundings: person(folder))
            }
            #expect(error?.description == "cannot read configuration '\(folder)': Is a directory")
        }
    }

    // A NUL in a comment: the C parser would stop there and silently ignore what follows.
    @Test(arguments: [[0x23, 0xCE, 0xC4, 0xBC, 0xFE], [0x23, 0x00, 0x0A]] as [[UInt8]])
    func `a file that is not UTF-8 or holds a NUL is refused`(bytes: [UInt8]) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending("sou.toml")
            try write(bytes, to: file)
            let error = #expect(throws: ConfigurationError.self) {
                try Configuration.load(flags: Flags(configuration: file), surroundings: person(folder))
            }
            #expect(error?.description == "cannot read configuration '\(file)': it is not UTF-8 text")
        }
    }

    @Test(arguments: [
        (Flags(threads: -1), "cannot use --threads -1: it must be 0 to 1024"),
        (Flags(threads: 1025), "cannot use --threads 1025: it must be 0 to 1024"),
        (Flags(jobs: 5000), "cannot use --jobs 5000: it must be 0 to 1024"),
    ])
    func `a flag out of range is refused`(flags: Flags, sentence: String) throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: ConfigurationError.self) {
                try Configuration.load(flags: flags, surroundings: person(folder))
            }
            #expect(error?.description == sentence)
        }
    }
}
