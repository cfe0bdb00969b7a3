import Documents
import ExtractorProtocol
import Glibc
import SystemPackage

/// An extractor that misbehaves as it is told to: at the start by its `--memory-bytes`, and later by the file's name.
@main
enum FakeExtractor {
    static func main() throws {
        let end = ExtractorEnd()
        switch CommandLine.arguments.last {
        case "1":
            _ = try FileDescriptor.standardError.writeAll("fake: it rains\nsecond line\n".utf8)
            exit(5)
        case "2": exit(6)
        case "3": kill(getpid(), SIGKILL)
        case "4": try end.send(ExtractorHello(version: "0.0", filtersCalls: true, landlockVersion: 1))
        case "5": write("hello, hello, hello")
        default: try end.send(ExtractorHello(version: "test", filtersCalls: true, landlockVersion: 1))
        }
        var servedCount = 0
        while let (request, file) = try end.receive() {
            let name = String(decoding: request.name.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
            misbehave(name, servedCount: servedCount)
            close(file)
            let text = "\(name) \(servedCount) \(openDescriptorCount())"
            try end.send(
                .extraction(
                    .document(
                        ExtractedDocument(
                            title: name, mediaType: "text/plain", text: Array(text.utf8), places: .lines(LineMap())))))
            servedCount += 1
        }
    }

    private static func misbehave(_ name: String, servedCount: Int) {
        switch name {
        case "crash": kill(getpid(), SIGSEGV)
        case "crash-later" where servedCount > 0: kill(getpid(), SIGSEGV)
        case "exit": exit(3)
        case "memory": exit(77)
        case "time": kill(getpid(), SIGXCPU)
        case "hang": while true { pause() }
        case "nonsense": write("this is not a reply at all")
        case "half":
            write("\u{40}\0\0\0\0\0\0\0\0\0\0\0half a head")
            while true { pause() }
        case "long": write("\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\0\0\0\0\0\0\0")
        default: return
        }
    }

    private static func write(_ text: String) {
        _ = try? FileDescriptor(rawValue: ExtractorEnd.descriptor).writeAll(text.utf8)
    }

    private static func openDescriptorCount() -> Int {
        (0..<Int32(256)).count { fcntl($0, F_GETFD) >= 0 }
    }
}
