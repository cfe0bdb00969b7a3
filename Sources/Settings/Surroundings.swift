internal import Glibc
package import SystemPackage

/// What a process was given that decides where things are: its account and its environment.
///
/// A value of its own, so that tests can be in other surroundings than the ones they run in.
package struct Surroundings: Sendable {
    /// The effective user id.
    package var userID: UInt32
    /// The variables that are set. A path is bytes, so the values are not strings.
    package var variables: [String: FilePath]

    package init(userID: UInt32, variables: [String: FilePath]) {
        self.userID = userID
        self.variables = variables
    }

    /// Those of this process.
    package static func current() -> Surroundings {
        let names = [
            "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "SOU_CONFIG", "SOU_INDEX", "SOU_SOCKET",
            "SOU_EXTRACT",
        ]
        var variables: [String: FilePath] = [:]
        for name in names {
            if let value = getenv(name) { variables[name] = FilePath(platformString: value) }
        }
        return Surroundings(userID: geteuid(), variables: variables)
    }

    /// The value of a variable; nil when it is unset or empty.
    func value(_ name: String) -> FilePath? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    /// The value of a variable that has to be an absolute path; nil when it is not one.
    func absolute(_ name: String) -> FilePath? {
        guard let value = variables[name], value.isAbsolute else { return nil }
        return value
    }
}
