import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import DaemonCommand

struct ListeningSocketTests {
    private func mode(of path: FilePath) -> mode_t? {
        var status = stat()
        return lstat(path.string, &status) == 0 ? status.st_mode : nil
    }

    private func sentence(_ path: FilePath, mode: UInt16 = 0o660) -> String? {
        do throws(DaemonError) {
            close(try ListeningSocket.bind(at: path, mode: mode).descriptor)
            return nil
        } catch {
            return error.description
        }
    }

    @Test(arguments: [0o660, 0o600, 0o666, 0o000] as [UInt16])
    func `a socket has exactly the mode that is asked for, whatever the umask`(mode: UInt16) async throws {
        try withTemporaryFolder { folder in
            let socket = try ListeningSocket.bind(at: folder.appending("s"), mode: mode)
            defer { close(socket.descriptor) }
            #expect(self.mode(of: folder.appending("s")) == S_IFSOCK | mode_t(mode))
        }
    }

    @Test func `a missing folder is made for its owner only, and no further one`() async throws {
        try withTemporaryFolder { folder in
            let socket = try ListeningSocket.bind(at: folder.appending("sou/s"), mode: 0o660)
            defer { close(socket.descriptor) }
            #expect(mode(of: folder.appending("sou")) == S_IFDIR | 0o700)
            let deep = folder.appending("a/b/s")
            #expect(
                sentence(deep) == "cannot listen on '\(deep)': its folder cannot be made: No such file or directory")
        }
    }

    @Test func `what a dead daemon left is replaced`() async throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("s")
            let dead = try ListeningSocket.bind(at: path, mode: 0o660)
            close(dead.descriptor)
            let socket = try ListeningSocket.bind(at: path, mode: 0o600)
            defer { close(socket.descriptor) }
            #expect(mode(of: path) == S_IFSOCK | 0o600)
        }
    }

    @Test func `a daemon that lives is not replaced`() async throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("s")
            let socket = try ListeningSocket.bind(at: path, mode: 0o660)
            defer { close(socket.descriptor) }
            #expect(
                sentence(path)
                    == "cannot listen on '\(path)': another soud answers there; stop it or choose another --socket")
            #expect(mode(of: path) == S_IFSOCK | 0o660)
        }
    }

    @Test func `a file that is no socket is never removed`() async throws {
        try withTemporaryFolder { folder in
            let file = folder.appending("file")
            try Data("文".utf8).write(to: URL(filePath: file.string))
            let link = folder.appending("link")
            symlink(file.string, link.string)
            for path in [file, link, folder] {
                let sentence = sentence(path)
                #expect(
                    sentence
                        == "cannot listen on '\(path)': something that is not a socket stands there; "
                        + "remove it or choose another --socket")
            }
            #expect(try Data(contentsOf: URL(filePath: file.string)) == Data("文".utf8))
        }
    }

    @Test func `a path that no address holds is refused`() async throws {
        try withTemporaryFolder { folder in
            let longest = folder.appending(String(repeating: "s", count: 106 - folder.length))
            #expect(longest.length == 107)
            #expect(sentence(longest) == nil)
            let longer = FilePath(longest.string + "s")
            #expect(
                sentence(longer)
                    == "cannot listen on '\(longer)': the path has 108 bytes, the system allows 107; "
                    + "choose a shorter --socket")
        }
    }

    @Test func `a locked folder is waited for, but not for ever`() async throws {
        try withTemporaryFolder { folder in
            let lock = open(folder.string, O_RDONLY)
            #expect(flock(lock, LOCK_EX) == 0)
            #expect(
                sentence(folder.appending("s"))
                    == "cannot listen in '\(folder)': another program holds the lock of the folder; "
                    + "try again when it is done")
            close(lock)
            #expect(sentence(folder.appending("s")) == nil)
        }
    }

    @Test func `of many that start together, one listens`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending("s")
            close(try ListeningSocket.bind(at: path, mode: 0o660).descriptor)
            let sockets = await withTaskGroup(of: ListeningSocket?.self) { group in
                for _ in 0..<8 { group.addTask { try? ListeningSocket.bind(at: path, mode: 0o660) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(sockets.compactMap { $0 }.count == 1)
            for socket in sockets.compactMap({ $0 }) { close(socket.descriptor) }
        }
    }

    @Test func `the file is removed only while it is the one that was made`() async throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("s")
            let first = try ListeningSocket.bind(at: path, mode: 0o660)
            unlink(path.string)
            let second = try ListeningSocket.bind(at: path, mode: 0o660)
            try first.removeFile()
            #expect(mode(of: path) != nil)
            try second.removeFile()
            #expect(mode(of: path) == nil)
            try second.removeFile()
            close(first.descriptor)
            close(second.descriptor)
        }
    }

    @Test func `a socket that does not listen is not taken over`() {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        let error = #expect(throws: DaemonError.self) { try ListeningSocket.adopt(socket) }
        #expect(
            error?.description
                == "cannot take over the socket of systemd: it is no Unix stream socket that listens; "
                + "give soud.socket a path as ListenStream=")
    }
}
