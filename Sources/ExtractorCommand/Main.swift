internal import ArgumentParser
internal import Release

/// The program `sou-extract`: reads documents for `sou-index`, one at a time, in a sandbox.
@main
struct SouExtract: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sou-extract", abstract: "Reads documents for sou-index; not meant to be run by hand.",
        version: SouVersion.current)
}
