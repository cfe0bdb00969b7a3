import CSandbox
import Glibc
import Sandboxing
import SystemPackage

/// Enters the sandbox, tries what is forbidden in it, and prints for each attempt the error number that it got, 0 for
/// none. The arguments are the walls to put up, the bytes of memory, and a folder that may be read, with a file `a` in it;
/// after them comes one of the modes that end the process.
@main
enum Probe {
    static func main() {
        let arguments = CommandLine.arguments
        let (walls, folder) = (arguments[1], arguments[3])
        confine(walls, memoryBytes: Int(arguments[2]) ?? 0, folder: folder)
        switch arguments.count > 4 ? arguments[4] : "" {
        case "exhaust-memory": print(exhaustMemory())
        case "overflow-stack": print(overflowStack(1))
        case "abort": abort()
        case "compute": compute()
        default: tryEverything(folder: folder)
        }
    }

    private static func confine(_ walls: String, memoryBytes: Int, folder: String) {
        switch walls {
        case "all":
            do {
                _ = try Sandbox(memoryBytes: memoryBytes, readableFolders: [FilePath(folder)]).enter()
            } catch {
                print("\(error)")
                exit(1)
            }
        case "calls": precondition(csandbox_filter_calls(false) == 0)
        case let walls where walls.hasPrefix("files "):
            precondition(csandbox_keep_to_itself() == 0)
            let version = Int32(walls.dropFirst(6)) ?? 0
            let path = strdup(folder)
            var paths: [UnsafePointer<CChar>] = []
            if let path { paths.append(UnsafePointer(path)) }
            let error = paths.withUnsafeBufferPointer { paths in
                paths.baseAddress.map { csandbox_restrict_files($0, paths.count, version) }
            }
            precondition(error == 0)
        default: exit(2)
        }
    }

    private static func tryEverything(folder: String) {
        report("read /etc/passwd", open("/etc/passwd", O_RDONLY))
        report("read a file", open("\(folder)/a", O_RDONLY))
        report("list a folder", opendir(folder) == nil ? -1 : 0)
        report("list another folder", opendir("/etc") == nil ? -1 : 0)
        report("write a file", open("\(folder)/a", O_RDWR))
        report("truncate a file", truncate("\(folder)/a", 0))
        report("make a file", open("\(folder)/new", O_WRONLY | O_CREAT, 0o600))
        report("make a folder", mkdir("\(folder)/new", 0o700))
        report("remove a file", unlink("\(folder)/a"))
        report("rename a file", rename("\(folder)/a", "\(folder)/b"))
        report("connect to the network", connectToNetwork())
        report("make a socket", socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))
        report("fork", call("fork"))
        report("start a program", startProgram())
        report("start a thread", startThread())
        report("signal the parent", kill(getppid(), 0))
        report("map code", mapCode())
        report("raise a limit", raiseLimit())
        report("map 4 GiB", mapMemory(4 << 30))
        report("map 1 MiB", mapMemory(1 << 20))
        report("ask for the time", time(nil) > 0 ? 0 : -1)
    }

    private static func report(_ name: String, _ result: Int32) {
        print("\(name): \(result < 0 ? errno : 0)")
    }

    /// What Swift does not let itself call.
    private static func call(_ name: String) -> Int32 {
        guard let symbol = dlsym(nil, name) else { return 0 }
        let result = unsafeBitCast(symbol, to: (@convention(c) () -> Int32).self)()
        // The child of a fork that was possible.
        if result == 0 { _exit(0) }
        return result
    }

    private static func connectToNetwork() -> Int32 {
        let network = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if network < 0 { return -1 }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = 1
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(network, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func startProgram() -> Int32 {
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
        return execv("/usr/bin/true", &arguments)
    }

    private static func startThread() -> Int32 {
        var thread = pthread_t()
        errno = pthread_create(&thread, nil, { _ in nil }, nil)
        return errno == 0 ? 0 : -1
    }

    private static func mapCode() -> Int32 {
        mmap(nil, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0
    }

    private static func mapMemory(_ count: Int) -> Int32 {
        mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0
    }

    private static func raiseLimit() -> Int32 {
        var limit = rlimit(rlim_cur: 1000, rlim_max: 1000)
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    // MARK: The modes that end the process

    private static func exhaustMemory() -> Int {
        var blocks: [[UInt8]] = []
        while true { blocks.append([UInt8](repeating: UInt8(blocks.count & 0xFF), count: 1 << 24)) }
    }

    @inline(never)
    private static func overflowStack(_ depth: Int) -> Int {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
            buffer[depth & 4095] = 1
            return overflowStack(depth + 1) + Int(buffer[depth & 2047])
        }
    }

    private static func compute() -> Never {
        do {
            try Sandbox.allowComputing(seconds: 1)
        } catch {
            exit(1)
        }
        var number: UInt64 = 1
        while true { number = number &* 6_364_136_223_846_793_005 &+ 1 }
    }
}
