internal import ArgumentParser
internal import Indexing
internal import SystemPackage
internal import URIs

/// A path on the command line: as it is, or as a `file://` URI, which can name what is not UTF-8.
///
/// Swift's arguments are strings, in which bytes that are not UTF-8 are already lost.
struct PathArgument: ExpressibleByArgument {
    let path: FilePath

    init?(argument: String) {
        guard argument.hasPrefix("file:///") else {
            path = FilePath(argument)
            return
        }
        guard let bytes = PercentEncoding.decoded(argument.dropFirst("file://".count)), !bytes.contains(0) else {
            return nil
        }
        path = FilePath(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
    }
}
