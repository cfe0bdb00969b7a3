import Documents
import FileWatching
import Glibc
@testable import Indexing
import SystemPackage
import TestSupport
import Testing

struct FileExtractorTests {
    private func read(_ path: FilePath, below root: FilePath? = nil, limit: Int = 100) throws -> (
        text: String?, reason: String?
    ) {
        let limits = FileLimits(seconds: 60, memoryBytes: 1 << 30, extraction: ExtractionLimits())
        var rules = FolderRules(path: root?.bytes ?? path.removingLastComponent().bytes)
        rules.maxFileBytes = limit
        // What a scan knew of the file is not what is there now.
        let found = ScannedFile(path: path.bytes, sizeBytes: 0, modifiedNanoseconds: 0, inode: 0, device: 0)
        switch try FileExtractor(InProcessExtractor(), limits: limits).extract(
            found, under: rules, hints: EncodingHints())
        {
        case .document(let document, let file):
            #expect(file.sizeBytes == document.text.count)
            #expect(file.path == path.bytes)
            return (String(decoding: document.text, as: UTF8.self), nil)
        case .skipped(let reason, _): return (nil, reason)
        case .undecidedEncoding: return (nil, nil)
        }
    }

    @Test(arguments: ["", "一", String(repeating: "x", count: 100)])
    func `a file up to the limit is read whole`(_ text: String) throws {
        try withTemporaryFolder { folder in
            try write(text, to: folder.appending("a"))
            #expect(try read(folder.appending("a")).text == text)
        }
    }

    @Test func `a file above the limit is not read`() throws {
        try withTemporaryFolder { folder in
            try write(String(repeating: "x", count: 101), to: folder.appending("a"))
            #expect(
                try read(folder.appending("a")).reason == "the file has 101 bytes, more than index.max_file_bytes (100)"
            )
        }
    }

    @Test func `a file that is gone has vanished`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a"))
            #expect(try read(folder.appending("b")).reason == "the file has vanished")
            #expect(try read(folder.appending("a/b")).reason == "the file has vanished")
        }
    }

    @Test func `what is no file any more is not read, and does not block`() throws {
        try withTemporaryFolder { folder in
            #expect(mkfifo(folder.appending("fifo").string, 0o600) == 0)
            #expect(mknod(folder.appending("socket").string, S_IFSOCK | 0o600, 0) == 0)
            symlink("fifo", folder.appending("link").string)
            for name in ["fifo", "socket", "link", ""] {
                let path = name.isEmpty ? folder : folder.appending(name)
                let reason = try read(path).reason
                #expect(reason == "the file is no regular file any more", "\(name)")
            }
        }
    }

    @Test func `a folder that has become a link leads nowhere`() throws {
        try withTemporaryFolder { folder in
            try write("甲", to: folder.appending("root/a/b/c"))
            try write("乙", to: folder.appending("elsewhere/b/c"))
            let file = folder.appending("root/a/b/c")
            #expect(try read(file, below: folder.appending("root")).text == "甲")
            try FileTree.remove(folder.appending("root/a"))
            symlink("../elsewhere", folder.appending("root/a").string)
            let reason = try read(file, below: folder.appending("root")).reason
            #expect(reason == "the file is no regular file any more")
        }
    }

    @Test func `a file whose size is a lie is given up after some attempts`() throws {
        // The files of /proc say that they are empty and are not.
        #expect(try read("/proc/self/status", limit: 100_000).reason == "the file changes while it is being read")
    }

    @Test(.disabled(if: getuid() == 0, "root may read everything"))
    func `a file without permission cannot be read`() throws {
        try withTemporaryFolder { folder in
            try write("", to: folder.appending("a"))
            chmod(folder.appending("a").string, 0)
            #expect(try read(folder.appending("a")).reason == "the file cannot be read: Permission denied")
        }
    }
}
