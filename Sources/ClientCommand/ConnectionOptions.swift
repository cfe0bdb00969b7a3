internal import ArgumentParser
internal import LocalSocket
internal import SearchClient

/// The options that say which daemon is asked, and how long it may take: every command declares them, as `HitOptions` are.
protocol ConnectionOptions {
    var socket: String? { get }
    /// Nil unless it was given.
    var timeout: Double? { get }
}

extension ArgumentHelp {
    static var socket: ArgumentHelp {
        ArgumentHelp(
            "The daemon's socket. (default: $SOU_SOCKET, then the user's own, then \(SocketAddress.systemPath))",
            valueName: "PATH")
    }
    static var timeout: ArgumentHelp {
        ArgumentHelp("Give up after so long. (default: \(defaultTimeoutSeconds))", valueName: "SECONDS")
    }
}

private let defaultTimeoutSeconds = 10.0
/// A day, so that a typing error does not wait for ever.
private let longestTimeoutSeconds = 86_400.0

extension ConnectionOptions {
    private var timeoutSeconds: Double { timeout ?? defaultTimeoutSeconds }

    /// Throws: `ValidationError`.
    func validateConnection() throws {
        // NaN is not in the range either.
        guard timeoutSeconds > 0, timeoutSeconds <= longestTimeoutSeconds else {
            throw ValidationError("'--timeout' takes more than 0 and at most 86400 seconds")
        }
    }

    /// The client for the daemon that is meant.
    func client(variable: (String) -> String?) throws(CommandFailure) -> SearchClient {
        do {
            let address = try SocketAddress.forClient(flag: socket, environment: variable)
            return SearchClient(address: address, timeout: .seconds(timeoutSeconds))
        } catch {
            throw .client(.socket(error))
        }
    }
}
