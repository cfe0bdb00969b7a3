internal import ArgumentParser
internal import Extraction
internal import ExtractorProtocol
internal import Glibc
internal import Release
internal import Sandboxing
internal import SystemPackage

/// The program `sou-extract`: reads documents for `sou-index`, one at a time, in a sandbox.
@main
struct SouExtract: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sou-extract", abstract: "Reads documents for sou-index; not meant to be run by hand.",
        version: SouVersion.current)

    /// Where poppler has the character maps of Chinese, Japanese and Korean fonts.
    static let readableFolders: [FilePath] = ["/usr/share/poppler"]

    @Option(help: ArgumentHelp("The address space it may use; 0 is no limit.", valueName: "n"))
    var memoryBytes: Int

    func run() throws {
        var kind: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(ExtractorEnd.descriptor, SOL_SOCKET, SO_TYPE, &kind, &length) == 0 else {
            throw ValidationError("sou-extract is started by sou-index")
        }
        Extractor.prepare()
        let sandbox = Sandbox(
            memoryBytes: memoryBytes == 0 ? nil : memoryBytes, readableFolders: Self.readableFolders)
        // Up to here the parent wants to know what is wrong; what parsers say of strangers' files nobody should see.
        let complaints = dup(STDERR_FILENO)
        dup2(STDOUT_FILENO, STDERR_FILENO)
        let confinement: Confinement
        do throws(SandboxError) {
            confinement = try sandbox.enter()
        } catch {
            dup2(complaints, STDERR_FILENO)
            throw error
        }
        close(complaints)
        let end = ExtractorEnd()
        try end.send(
            ExtractorHello(
                version: SouVersion.current, filtersCalls: confinement.filtersCalls,
                landlockVersion: confinement.landlockVersion))
        var loop = RequestLoop(end: end)
        try loop.run()
    }
}
