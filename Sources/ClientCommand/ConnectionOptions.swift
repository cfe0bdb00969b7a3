internal import ArgumentParser
internal import LocalSocket
internal import SearchClient

/// The options that say which daemon is asked, and how long it may take.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The daemon's socket. (default: $SOU_SOCKET, then the user's own, then \(SocketAddress.systemPath))",
            valueName: "PATH"))
    var socket: String?

    @Option(help: ArgumentHelp("Give up after so long.", valueName: "SECONDS"))
    var timeout = 10.0

    /// A day, so that a typing error does not wait for ever.
    static let longestTimeoutSeconds = 86_400.0

    func validate() throws {
        // NaN is not in the range either.
        guard timeout > 0, timeout <= Self.longestTimeoutSeconds else {
            throw ValidationError("'--timeout' takes more than 0 and at most 86400 seconds")
        }
    }

    /// The client for the daemon that is meant.
    func client(variable: (String) -> String?) throws(CommandFailure) -> SearchClient {
        do {
            let address = try SocketAddress.forClient(flag: socket, environment: variable)
            return SearchClient(address: address, timeout: .seconds(timeout))
        } catch {
            throw .client(.socket(error))
        }
    }
}
