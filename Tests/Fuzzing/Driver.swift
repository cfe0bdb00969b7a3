import Extraction
import Glibc
import TestSupport

// libFuzzer has a `main` of its own, and wants its callback as a C function; so this is no `@main` type. Without the
// fuzzer (a plain `swift build`) the program runs a target over the files it is given, which is how a crash is
// reproduced, or with SOU_FUZZ_COUNT over so many inputs that the target makes itself.

nonisolated(unsafe) private var chosen = FuzzTarget.all[0]

/// The target that the first argument names; ends the program when there is none.
private func chooseTarget(_ name: String?) -> FuzzTarget {
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        fail(
            """
            usage: sou-fuzz TARGET [libFuzzer's options] [FOLDER or FILE...]; a TARGET is one of:
              \(FuzzTarget.all.map(\.name).joined(separator: " "))
            """)
    }
    return target
}

private func fail(_ message: String) -> Never {
    let line = Array((message + "\n").utf8)
    _ = write(2, line, line.count)
    exit(2)
}

#if FUZZING
    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<CInt>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
        _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
    ) -> CInt

    @_cdecl("Fuzzing_main")
    func fuzzingMain(
        _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    ) -> CInt {
        chosen = chooseTarget(count > 1 ? arguments[1].map { String(cString: $0) } : nil)
        Extractor.prepare()
        // The fuzzer must not see the target's name: it would take it for a file.
        for index in 1..<Int(count) { arguments[index] = arguments[index + 1] }
        var rest = count - 1
        var list = arguments
        return runDriver(&rest, &list) { bytes, length in
            chosen.run(Array(UnsafeBufferPointer(start: bytes, count: length)))
            return 0
        }
    }
#else
    @main
    enum Driver {
        static func main() throws {
            let target = chooseTarget(CommandLine.arguments.dropFirst().first)
            if let make = target.make, let count = getenv("SOU_FUZZ_COUNT").flatMap({ Int(String(cString: $0)) }) {
                var random = SeededRandom.announced(target.name)
                for _ in 0..<count { target.run(make(&random)) }
                print("\(count) inputs, nothing found")
            }
            for path in CommandLine.arguments.dropFirst(2) {
                guard let file = fopen(path, "r") else {
                    fail("cannot read \(path): \(String(cString: strerror(errno)))")
                }
                defer { fclose(file) }
                var bytes: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 1 << 16)
                while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
                target.run(bytes)
            }
        }
    }
#endif
